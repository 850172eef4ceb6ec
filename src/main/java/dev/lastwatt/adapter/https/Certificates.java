package dev.lastwatt.adapter.https;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** X.509 certificates (RFC 5280) in files, PEM or DER. */
public final class Certificates {

    /** Longer files are no certificates. */
    private static final long MOST = 1 << 20;

    private Certificates() {}

    /**
     * All that stand in the file, at least one.
     *
     * @throws CertificateRefused if there is none that can be read
     */
    public static List<X509Certificate> in(Path file) throws CertificateRefused {
        List<X509Certificate> found = new ArrayList<>();
        try {
            for (Certificate each : CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(bytes(file)))) {
                if (each instanceof X509Certificate certificate) {
                    found.add(certificate);
                }
            }
        } catch (CertificateException e) {
            throw new CertificateRefused(
                    file + " is no certificate (" + e.getMessage()
                            + "): give one in PEM, beginning with BEGIN CERTIFICATE",
                    e);
        }
        if (found.isEmpty()) {
            throw new CertificateRefused(
                    file + " holds no certificate: give one in PEM, beginning with BEGIN CERTIFICATE");
        }
        return found;
    }

    /**
     * What stands in a file of a certificate, a key or a password.
     *
     * @throws CertificateRefused if it cannot be read
     */
    public static byte[] bytes(Path file) throws CertificateRefused {
        try {
            if (Files.size(file) > MOST) {
                throw new CertificateRefused(file + " is longer than a certificate can be");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new CertificateRefused(
                    file + " cannot be read (" + e + "): correct the path, or let the service's account read it", e);
        }
    }

    /** SHA-256 of the certificate, as browsers and openssl write it: pairs of hexadecimal digits with colons. */
    public static String fingerprint(X509Certificate certificate) {
        try {
            String digits = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()))
                    .toUpperCase(Locale.ROOT);
            return Arrays.stream(digits.split("(?<=\\G..)")).collect(Collectors.joining(":"));
        } catch (CertificateEncodingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("it was read, and every Java has SHA-256", e);
        }
    }
}
