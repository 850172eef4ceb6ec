package dev.lastwatt.adapter.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFileTest {

    private final Path folder;

    SecretFileTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private SecretFile file;

    @BeforeEach
    void open() {
        file = SecretFile.in(folder);
    }

    @Test
    void theServiceMakesItOnceAndACommandReadsTheSame() {
        String secret = file.createOrRead();
        assertThat(Base64.getUrlDecoder().decode(secret)).hasSize(32);
        assertThat(secret).matches("[A-Za-z0-9_-]{43}");
        assertThat(file.createOrRead()).isEqualTo(secret);
        assertThat(SecretFile.in(folder).read()).isEqualTo(secret);
    }

    @Test
    void noTwoAreAlike() throws IOException {
        String first = file.createOrRead();
        Files.delete(file.path());
        assertThat(file.createOrRead()).isNotEqualTo(first);
    }

    @Test
    void onlyItsOwnerCanReadItAndNothingElseIsLeft() throws IOException {
        file.createOrRead();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryContaining("glob:**control.secret").isDirectoryNotContaining("glob:**.new");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw--w----", "rw----r--", "rw-----w-", "rwx------"})
    void aFileThatIsOpenToOthersIsRefusedWithTheFix(String permissions) throws IOException {
        String secret = file.createOrRead();
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString(permissions));
        assertThatExceptionOfType(SecretException.class)
                .isThrownBy(file::createOrRead)
                .withMessageContaining(file.path().toString())
                .withMessageContaining("delete the file")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(secret));
    }

    @Test
    void aLinkIsRefused() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        SecretFile.in(elsewhere).createOrRead();
        Files.createSymbolicLink(file.path(), SecretFile.in(elsewhere).path());
        assertThatExceptionOfType(SecretException.class).isThrownBy(file::read).withMessageContaining("link");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "not base64 at all !!", "Zm9v"})
    void aDamagedFileIsRefusedWithTheFix(String content) throws IOException {
        file.createOrRead();
        Files.writeString(file.path(), content);
        assertThatExceptionOfType(SecretException.class)
                .isThrownBy(file::read)
                .withMessageContaining("damaged")
                .withMessageContaining("delete the file");
    }

    @Test
    void withoutAServiceThereIsNoSecret() {
        assertThatExceptionOfType(SecretException.class)
                .isThrownBy(file::read)
                .withMessageContaining("start the service");
    }

    @Test
    void aCrashWhileItWasMadeLeavesNothingInTheWay() throws IOException {
        Files.writeString(folder.resolve("control.secret.new"), "half");
        assertThat(file.createOrRead()).hasSize(43);
    }

    @Test
    void onlyTheWholeSecretMatches() {
        String secret = file.createOrRead();
        assertThat(SecretFile.matches(secret, secret)).isTrue();
        assertThat(SecretFile.matches(secret, secret.substring(1))).isFalse();
        assertThat(SecretFile.matches(secret, secret + " ")).isFalse();
        assertThat(SecretFile.matches(secret, "")).isFalse();
    }
}
