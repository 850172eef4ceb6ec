package dev.lastwatt.adapter.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lastwatt.port.Role;
import dev.lastwatt.port.Tokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {

    private static final Instant T0 = Instant.parse("2026-11-22T17:00:00Z");

    private final Path folder;
    private final TokenFile tokens;

    TokenFileTest(@TempDir Path folder) {
        this.folder = folder;
        this.tokens = TokenFile.in(folder);
    }

    @Test
    void aTokenIsItsMakersAndNotKept() throws IOException {
        String token = tokens.create("ops", Role.OPERATOR, null, T0);
        assertThat(tokens.known(token, T0)).isEqualTo(new Tokens.Caller("ops", Role.OPERATOR));
        assertThat(tokens.known(token + "x", T0)).isNull();
        assertThat(tokens.known("", T0)).isNull();
        assertThat(Files.readString(folder.resolve("tokens.json"))).doesNotContain(token.substring(3));
        assertThat(token).hasSize(3 + 43);
    }

    @Test
    void itCountsUntilItExpires() {
        String token = tokens.create("ops", Role.OPERATOR, T0.plus(Duration.ofDays(1)), T0);
        assertThat(tokens.known(token, T0.plus(Duration.ofHours(23)))).isNotNull();
        assertThat(tokens.known(token, T0.plus(Duration.ofDays(1)))).isNull();
    }

    @Test
    void theServiceKnowsAtOnceWhatTheCommandLineMadeOrRevoked() throws IOException {
        TokenFile commandLine = TokenFile.in(folder);
        String token = commandLine.create("ops", Role.ADMIN, null, T0);
        assertThat(tokens.known(token, T0)).isNotNull();
        assertThat(commandLine.revoke("ops")).isTrue();
        // File systems stamp in steps as long as a tick.
        Files.setLastModifiedTime(
                folder.resolve("tokens.json"), FileTime.from(Instant.now().plusSeconds(5)));
        assertThat(tokens.known(token, T0)).isNull();
        assertThat(commandLine.revoke("ops")).isFalse();
    }

    @Test
    void theLastUseIsWrittenDownToTheMinute() {
        String token = tokens.create("ops", Role.VIEWER, null, T0);
        tokens.known(token, T0.plusSeconds(30));
        tokens.known(token, T0.plusSeconds(80));
        assertThat(TokenFile.in(folder).list())
                .singleElement()
                .extracting(TokenEntry::used)
                .isEqualTo(T0.plusSeconds(30));
    }

    @Test
    void aCertificateIsKnownByItselfAndNotByATextLikeIt() {
        byte[] certificate = "what stands in a certificate".getBytes(StandardCharsets.US_ASCII);
        tokens.allow("kate", Role.OPERATOR, certificate, T0.plus(Duration.ofDays(1)), T0);

        assertThat(tokens.knownCertificate(certificate, T0)).isEqualTo(new Tokens.Caller("kate", Role.OPERATOR));
        assertThat(tokens.known("what stands in a certificate", T0)).isNull();
        assertThat(tokens.knownCertificate(certificate, T0.plus(Duration.ofDays(1))))
                .isNull();
        String token = tokens.create("ops", Role.ADMIN, null, T0);
        assertThat(tokens.knownCertificate(token.getBytes(StandardCharsets.US_ASCII), T0))
                .isNull();
        assertThat(TokenFile.in(folder).revoke("kate")).isTrue();
        assertThat(tokens.knownCertificate(certificate, T0)).isNull();
    }

    @Test
    void aTokenMayBeMadeBeforeTheServiceFirstStarts() {
        TokenFile fresh = TokenFile.in(folder.resolve("not/there/yet"));
        String token = fresh.create("ops", Role.OPERATOR, null, T0);
        assertThat(fresh.known(token, T0)).isNotNull();
    }

    @Test
    void namesAreUnique() {
        tokens.create("ops", Role.VIEWER, null, T0);
        assertThatExceptionOfType(SecretException.class)
                .isThrownBy(() -> tokens.create("ops", Role.ADMIN, null, T0))
                .withMessageContaining("revoke it first");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFileThatOthersCanWriteMakesNobodyKnown() throws IOException {
        String token = tokens.create("ops", Role.ADMIN, null, T0);
        Path file = folder.resolve("tokens.json");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        TokenFile service = TokenFile.in(folder);
        assertThat(service.known(token, T0)).isNull();
        assertThatExceptionOfType(SecretException.class)
                .isThrownBy(service::list)
                .withMessageContaining("open to others");
    }

    @Test
    void aDamagedFileMakesNobodyKnown() throws IOException {
        String token = tokens.create("ops", Role.ADMIN, null, T0);
        Files.writeString(folder.resolve("tokens.json"), "[{");
        TokenFile service = TokenFile.in(folder);
        assertThat(service.known(token, T0)).isNull();
    }
}
