package dev.lastwatt.adapter.https;

import dev.lastwatt.adapter.control.FileAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A certificate that nobody but itself vouches for: clients are to know it by its fingerprint. Made by the Java installation's own
 * keytool, with a new EC key.
 *
 * @param file the certificate, PEM
 * @param key its private key, PEM, for its owner only
 */
public record SelfSigned(X509Certificate certificate, Path file, Path key) {

    private static final String ALIAS = "lastwatt";
    private static final String PASSWORD = "LASTWATT_KEYTOOL_PASSWORD";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * Makes one.
     *
     * @param folder where it goes; made for its owner alone where it is missing
     * @param names DNS names and addresses of this machine, at least one
     * @param days how long it counts
     * @throws CertificateRefused if that does not succeed
     */
    public static SelfSigned in(Path folder, List<ServedName> names, int days) throws CertificateRefused {
        FileAccess access = FileAccess.of(folder.toAbsolutePath());
        try {
            access.createClosedFolder(folder);
            Path store = folder.resolve("new.p12");
            Files.deleteIfExists(store);
            try {
                byte[] random = new byte[16];
                new SecureRandom().nextBytes(random);
                String password = HexFormat.of().formatHex(random);
                keytool(store, names, days, password);
                return written(folder, access, store, password.toCharArray());
            } finally {
                Files.deleteIfExists(store);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new CertificateRefused("no certificate could be made in " + folder + " (" + e + ")", e);
        }
    }

    private static void keytool(Path store, List<ServedName> names, int days, String password)
            throws IOException, CertificateRefused {
        Path keytool = Path.of(
                System.getProperty("java.home"),
                "bin",
                System.getProperty("os.name").startsWith("Windows") ? "keytool.exe" : "keytool");
        List<String> command = new ArrayList<>(List.of(keytool.toString(), "-genkeypair", "-alias", ALIAS));
        command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-sigalg", "SHA256withECDSA"));
        command.addAll(List.of("-dname", "CN=" + names.get(0).name()));
        command.addAll(List.of(
                "-ext",
                "SAN="
                        + String.join(
                                ",", names.stream().map(ServedName::forKeytool).toList())));
        command.addAll(List.of("-ext", "KU=digitalSignature", "-ext", "EKU=serverAuth"));
        command.addAll(List.of("-validity", String.valueOf(days)));
        command.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString(), "-storepass:env", PASSWORD));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put(PASSWORD, password);
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readNBytes(4096), StandardCharsets.UTF_8).strip();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new CertificateRefused("keytool made no certificate: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CertificateRefused("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static SelfSigned written(Path folder, FileAccess access, Path from, char[] password)
            throws IOException, GeneralSecurityException, CertificateRefused {
        KeyStore store = KeyStore.getInstance(from.toFile(), password);
        Key key = store.getKey(ALIAS, password);
        if (!(store.getCertificate(ALIAS) instanceof X509Certificate certificate) || key == null) {
            throw new CertificateRefused("keytool made no certificate");
        }
        Path keyFile = folder.resolve("key.pem");
        Path file = folder.resolve("certificate.pem");
        Files.deleteIfExists(keyFile);
        access.createClosed(keyFile);
        Files.writeString(keyFile, pem("PRIVATE KEY", key.getEncoded()));
        Files.writeString(file, pem("CERTIFICATE", certificate.getEncoded()));
        return new SelfSigned(certificate, file, keyFile);
    }

    /** RFC 7468. */
    private static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END " + label + "-----\n";
    }
}
