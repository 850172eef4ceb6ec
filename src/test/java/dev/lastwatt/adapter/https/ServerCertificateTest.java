package dev.lastwatt.adapter.https;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.condition.OS.WINDOWS;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.io.TempDir;

class ServerCertificateTest {

    private static SelfSigned own;
    private static SelfSigned other;

    private final Path folder;
    private final Instant now = Instant.now();

    ServerCertificateTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeAll
    static void certificates(@TempDir Path made) throws CertificateRefused {
        own = SelfSigned.in(made.resolve("own"), List.of(ServedName.of("hv1.example"), ServedName.of("10.0.0.5")), 30);
        other = SelfSigned.in(made.resolve("other"), List.of(ServedName.of("::1")), 1);
    }

    @Test
    void oneMadeHereIsForTheNamesAskedForAndForAsManyDays() throws Exception {
        assertThat(own.certificate().getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .containsExactly("hv1.example", "10.0.0.5");
        assertThat(Duration.between(now, own.certificate().getNotAfter().toInstant()))
                .isBetween(Duration.ofDays(29), Duration.ofDays(30).plusMinutes(10));
        assertThat(own.file().resolveSibling("new.p12")).doesNotExist();
    }

    @Test
    @DisabledOnOs(WINDOWS)
    void itsKeyIsForItsOwnerOnly() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own.key())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(own.key().getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void oneMadeHereIsUsable() throws CertificateRefused {
        assertThat(ServerCertificate.pem(own.file(), own.key(), now).certificate())
                .isEqualTo(own.certificate());
    }

    @Test
    void theKeyOfAnotherIsRefused() {
        refused(() -> ServerCertificate.pem(own.file(), other.key(), now), "is not that of the certificate");
    }

    @Test
    void anExpiredOneIsRefusedWithItsEnd() {
        refused(
                () -> ServerCertificate.pem(other.file(), other.key(), now.plus(Duration.ofDays(2))),
                "expired at " + other.certificate().getNotAfter().toInstant());
    }

    @Test
    @DisabledOnOs(WINDOWS)
    void aKeyThatOthersCanReadIsRefused() throws IOException {
        Path open = Files.copy(own.key(), folder.resolve("open.pem"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        refused(() -> ServerCertificate.pem(own.file(), open, now), "open to others (rw-r--r--)");
    }

    @Test
    @DisabledOnOs(WINDOWS)
    void aLinkToTheNewestIsFollowed() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("live.pem"), own.key());
        assertThat(ServerCertificate.pem(own.file(), link, now).certificate()).isEqualTo(own.certificate());
    }

    @Test
    void whatIsNoKeyOrNoCertificateIsSaidToBeNone() throws IOException {
        Path garbage = closed("garbage.pem", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        refused(() -> ServerCertificate.pem(own.file(), garbage, now), "garbage.pem");
        refused(() -> ServerCertificate.pem(own.file(), closed("empty.pem", ""), now), "BEGIN PRIVATE KEY");
        refused(() -> ServerCertificate.pem(closed("none.pem", "hello"), own.key(), now), "BEGIN CERTIFICATE");
        refused(() -> ServerCertificate.pem(folder.resolve("missing.pem"), own.key(), now), "missing.pem");
        refused(
                () -> ServerCertificate.pem(
                        own.file(), closed("secret.pem", "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n"), now),
                "has a password");
    }

    @Test
    void aPkcs12FileIsOpenedByItsPassword() throws Exception {
        Path file = pkcs12("right");
        assertThat(ServerCertificate.pkcs12(file, "right", now).certificate()).isEqualTo(own.certificate());
        refused(() -> ServerCertificate.pkcs12(file, "wrong", now), "the password does not open");
        refused(() -> ServerCertificate.pkcs12(own.key(), "right", now), "is no PKCS#12 file");
    }

    private Path pkcs12(String password) throws IOException, GeneralSecurityException, CertificateRefused {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        Key key = privateKey();
        store.setKeyEntry("server", key, password.toCharArray(), new Certificate[] {own.certificate()});
        Path file = closed("server.pfx", "");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password.toCharArray());
        }
        return file;
    }

    private static PrivateKey privateKey() throws CertificateRefused {
        return ServerCertificate.key(own.key());
    }

    private Path closed(String name, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        return file;
    }

    private static void refused(ThrowingCallable read, String... saying) {
        assertThatExceptionOfType(CertificateRefused.class).isThrownBy(read).withMessageContainingAll(saying);
    }
}
