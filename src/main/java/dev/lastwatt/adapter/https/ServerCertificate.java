package dev.lastwatt.adapter.https;

import dev.lastwatt.adapter.control.FileAccess;
import io.smallrye.certs.pem.parsers.PKCS1Parser;
import io.smallrye.certs.pem.parsers.PKCS8Parser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The certificate that the API shows to other machines, and its private key: found to be usable before the server is told of them,
 * so that what is wrong is said in words that name the file and the fix.
 *
 * @param certificate the server's own; what else stands in the file is for clients to find its authority by
 */
public record ServerCertificate(X509Certificate certificate) {

    private static final byte[] SIGNED = "either fits the other or not".getBytes(StandardCharsets.US_ASCII);

    /**
     * From a PEM file with the certificate and those of its issuers, and another with the key.
     *
     * @throws CertificateRefused naming the file and the fix
     */
    public static ServerCertificate pem(Path certificate, Path key, Instant now) throws CertificateRefused {
        closed(key);
        return usable(Certificates.in(certificate).get(0), key(key), certificate, key, now);
    }

    /**
     * From a PKCS#12 file (.p12, .pfx), as Windows exports it.
     *
     * @throws CertificateRefused naming the file and the fix
     */
    public static ServerCertificate pkcs12(Path file, String password, Instant now) throws CertificateRefused {
        closed(file);
        char[] secret = password.toCharArray();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(Certificates.bytes(file)), secret);
            List<String> keys = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    keys.add(alias);
                }
            }
            if (keys.size() != 1) {
                throw new CertificateRefused(file + " holds " + keys.size()
                        + " private keys: export the server's certificate alone, with its key");
            }
            if (store.getCertificate(keys.get(0)) instanceof X509Certificate certificate
                    && store.getKey(keys.get(0), secret) instanceof PrivateKey key) {
                return usable(certificate, key, file, file, now);
            }
            throw new CertificateRefused(
                    file + " holds no certificate with a private key: export it again, with its key");
        } catch (IOException | GeneralSecurityException e) {
            Throwable cause = e.getCause();
            throw new CertificateRefused(
                    cause instanceof UnrecoverableKeyException
                            ? "the password does not open " + file
                                    + ": correct the file named by lastwatt.https.password-file"
                            : file + " is no PKCS#12 file (" + e.getMessage()
                                    + "): give one, or a PEM file with lastwatt.https.key",
                    e);
        }
    }

    private static ServerCertificate usable(
            X509Certificate certificate, PrivateKey key, Path file, Path keyFile, Instant now)
            throws CertificateRefused {
        if (!now.isBefore(certificate.getNotAfter().toInstant())) {
            throw new CertificateRefused("the certificate in " + file + " expired at "
                    + certificate.getNotAfter().toInstant() + ": put a new one in its place");
        }
        if (!fits(certificate.getPublicKey(), key)) {
            throw new CertificateRefused("the key in " + keyFile + " is not that of the certificate in " + file
                    + ": give the two that belong together");
        }
        return new ServerCertificate(certificate);
    }

    /** Who can read the key can be us. */
    private static void closed(Path key) throws CertificateRefused {
        String others;
        try {
            // Renewed certificates often are links to the newest.
            Path real = key.toRealPath();
            others = FileAccess.of(real).whoElse(real);
        } catch (IOException e) {
            throw new CertificateRefused(
                    key + " cannot be read (" + e + "): correct the path, or let the service's account read it", e);
        }
        if (!others.isEmpty()) {
            throw new CertificateRefused("the private key in " + key + " is open to others (" + others
                    + "): take that from them, and think whether it is still a secret");
        }
    }

    static PrivateKey key(Path file) throws CertificateRefused {
        String text = new String(Certificates.bytes(file), StandardCharsets.US_ASCII);
        if (text.contains("ENCRYPTED")) {
            throw new CertificateRefused("the private key in " + file
                    + " has a password: take it off (openssl pkey -in FILE), or give certificate and key as PKCS#12");
        }
        @Nullable PrivateKey key;
        try {
            // They answer null where the text is not theirs.
            key = new PKCS8Parser().getKey(text, null);
            key = key == null ? new PKCS1Parser().getKey(text, null) : key;
        } catch (RuntimeException e) {
            throw new CertificateRefused(
                    file + " is no private key (" + e.getMessage()
                            + "): give one in PEM, beginning with BEGIN PRIVATE KEY",
                    e);
        }
        if (key == null) {
            throw new CertificateRefused(
                    file + " holds no private key: give one in PEM, beginning with BEGIN PRIVATE KEY");
        }
        return key;
    }

    private static boolean fits(PublicKey certified, PrivateKey key) throws CertificateRefused {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    case "EdDSA", "Ed25519", "Ed448" -> "EdDSA";
                    default ->
                        throw new CertificateRefused(
                                "a key of the kind " + key.getAlgorithm() + " is not known here: use RSA or EC");
                };
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(SIGNED);
            byte[] signed = signature.sign();
            signature.initVerify(certified);
            signature.update(SIGNED);
            return signature.verify(signed);
        } catch (InvalidKeyException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new CertificateRefused("the key cannot be tried (" + e.getMessage() + "): use RSA or EC", e);
        }
    }
}
