package dev.lastwatt.adapter.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PolicyOnDiskTest {

    private final Path folder;

    PolicyOnDiskTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void whatIsPutThereIsFoundThereAndNothingElseIsLeft() throws IOException {
        PolicyOnDisk place = new PolicyOnDisk(folder.resolve("new").resolve("policy.yaml"));
        assertThat(place.text()).isEmpty();
        place.replace("reserve: 60s\n");
        place.replace("reserve: 90s\n");
        assertThat(place.text()).contains("reserve: 90s\n");
        try (Stream<Path> left = Files.list(folder.resolve("new"))) {
            assertThat(left).hasSize(1);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theFileStaysReadableForWhomItWas() throws IOException {
        Path file = folder.resolve("policy.yaml");
        Files.writeString(file, "{}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        new PolicyOnDisk(file).replace("reserve: 60s\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r--r--");
    }

    @Test
    void aPlaceThatCannotBeWrittenSaysSo() throws IOException {
        Path file = folder.resolve("not-a-folder");
        Files.writeString(file, "");
        PolicyOnDisk place = new PolicyOnDisk(file.resolve("policy.yaml"));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> place.replace("{}"))
                .withMessageContaining("cannot be written");
        assertThat(List.of(Files.readString(file))).containsExactly("");
    }
}
