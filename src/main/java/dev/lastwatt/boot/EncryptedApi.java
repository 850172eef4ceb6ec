package dev.lastwatt.boot;

import dev.lastwatt.adapter.https.CertificateRefused;
import dev.lastwatt.adapter.https.Certificates;
import dev.lastwatt.adapter.https.ServerCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What the framework is told so that it serves other machines over HTTPS. Looked at before it starts: a certificate that cannot be
 * used must not keep the service from watching the battery, so it is then left out, and said.
 */
public final class EncryptedApi {

    private static final String STORE = "quarkus.tls.key-store.";

    private EncryptedApi() {}

    /**
     * The framework's own settings; empty where no certificate is named.
     *
     * @throws CertificateRefused naming the setting or the file, and the fix
     */
    public static Map<String, String> settings(Settings.Https https, Instant now) throws CertificateRefused {
        if (https.certificate().isEmpty()) {
            return Map.of();
        }
        certificate(https, now);
        free(https);
        String file = https.certificate().get().toAbsolutePath().toString();
        Map<String, String> told = new HashMap<>();
        if (https.key().isPresent()) {
            told.put(STORE + "pem.server.cert", file);
            told.put(
                    STORE + "pem.server.key", https.key().get().toAbsolutePath().toString());
        } else {
            told.put(STORE + "p12.path", file);
            told.put(STORE + "p12.password", password(https));
        }
        told.put("quarkus.http.ssl-port", String.valueOf(https.port()));
        // Clients are known by the certificate itself, not by who signed it. That they have its key is proven all the
        // same.
        told.put("quarkus.tls.trust-all", "true");
        // A renewed certificate is taken up.
        told.put("quarkus.tls.reload-period", "1H");
        return told;
    }

    /**
     * The certificate that is named, found to be usable.
     *
     * @throws CertificateRefused naming the setting or the file, and the fix
     */
    public static X509Certificate certificate(Settings.Https https, Instant now) throws CertificateRefused {
        Path file = https.certificate().orElseThrow().toAbsolutePath();
        if (https.key().isPresent()) {
            return ServerCertificate.pem(file, https.key().get().toAbsolutePath(), now)
                    .certificate();
        }
        if (!isPkcs12(file)) {
            throw new CertificateRefused(
                    "lastwatt.https.key is missing: name the PEM file with the private key of " + file);
        }
        return ServerCertificate.pkcs12(file, password(https), now).certificate();
    }

    private static boolean isPkcs12(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".p12") || name.endsWith(".pfx");
    }

    private static String password(Settings.Https https) throws CertificateRefused {
        if (https.passwordFile().isEmpty()) {
            throw new CertificateRefused(
                    "lastwatt.https.password-file is missing: name the file with the password of the PKCS#12 file");
        }
        return new String(Certificates.bytes(https.passwordFile().get()), StandardCharsets.UTF_8).strip();
    }

    /** The framework would end over a port that somebody else has. */
    private static void free(Settings.Https https) throws CertificateRefused {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(https.address()), https.port()));
        } catch (IOException | IllegalArgumentException e) {
            throw new CertificateRefused(
                    "lastwatt.https.address " + https.address() + " with lastwatt.https.port " + https.port()
                            + " cannot be served (" + e.getMessage()
                            + "): give an address of this machine and a free port",
                    e);
        }
    }
}
