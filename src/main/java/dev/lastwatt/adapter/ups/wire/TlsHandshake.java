package dev.lastwatt.adapter.ups.wire;

import dev.lastwatt.core.power.ContactLoss;
import java.io.IOException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** Checks the peer's certificate and name, and says which of the two was wrong. */
final class TlsHandshake {

    private TlsHandshake() {}

    static void run(SSLSocket tls) throws IOException {
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        // "HTTPS" is the JDK's name for checking the host name against the certificate; it is off by default.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        tls.startHandshake();
    }

    static ContactLost failed(IOException failure, Endpoint peer, Deadline by) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (isUntrusted(t)) {
                return ContactLost.because(
                        ContactLoss.DENIED,
                        "the server's certificate is not trusted: " + t.getMessage(),
                        UpsSetting.CA_FILE);
            }
            if (t instanceof CertificateException && t.getCause() == null) {
                return ContactLost.because(
                        ContactLoss.DENIED,
                        "the server's certificate does not fit " + peer.host() + ": " + t.getMessage(),
                        UpsSetting.ADDRESS,
                        UpsSetting.CA_FILE);
            }
        }
        if (by.isOver()) {
            return ContactLost.because(ContactLoss.SILENT, "TLS is not agreed on in the time allowed", UpsSetting.TLS);
        }
        return ContactLost.because(ContactLoss.GARBLED, "TLS fails: " + failure.getMessage(), UpsSetting.TLS);
    }

    private static boolean isUntrusted(@Nullable Throwable t) {
        return t instanceof CertPathBuilderException || t instanceof CertPathValidatorException;
    }
}
