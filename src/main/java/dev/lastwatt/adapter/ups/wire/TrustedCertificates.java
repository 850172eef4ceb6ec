package dev.lastwatt.adapter.ups.wire;

import dev.lastwatt.core.power.ContactLoss;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Trust in the certificates of one PEM file and in no others: the operating system's are not for a UPS server. */
public final class TrustedCertificates {

    private TrustedCertificates() {}

    /**
     * Reads the file, at each call: a certificate that was replaced counts from the next connection on.
     *
     * @throws ContactLost if there is no certificate in it, naming the setting
     */
    public static SSLContext of(Path pemFile) {
        try (InputStream in = Files.newInputStream(pemFile)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw unusable(pemFile, "no certificate in it");
            }
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int number = 0;
            for (Certificate certificate : certificates) {
                store.setCertificateEntry("ca-" + number++, certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw unusable(pemFile, e.getClass().getSimpleName());
        }
    }

    private static ContactLost unusable(Path pemFile, String why) {
        return ContactLost.because(ContactLoss.DENIED, "cannot use " + pemFile + ": " + why, UpsSetting.CA_FILE);
    }
}
