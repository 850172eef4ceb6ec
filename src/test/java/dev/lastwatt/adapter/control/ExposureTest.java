package dev.lastwatt.adapter.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.core.drill.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class ExposureTest {

    private final Path file;

    ExposureTest(@TempDir Path folder) throws IOException {
        file = folder.resolve("policy.yaml");
        Files.writeString(file, "{}");
    }

    private List<Refusal> with(String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return Exposure.of(List.of(file));
    }

    @Test
    void aFileThatEverybodyCanWriteIsNamedWithTheCommandThatMendsIt() throws IOException {
        assertThat(with("rw-rw-rw-"))
                .containsExactly(new Refusal(file + " can be written by everybody", "chmod go-w '" + file + "'"));
    }

    @Test
    void theGroupIsSomebodyElseToo() throws IOException {
        assertThat(with("rw-rw-r--"))
                .singleElement()
                .extracting(Refusal::reason)
                .asString()
                .endsWith("its group");
    }

    @Test
    void othersMayRead() throws IOException {
        assertThat(with("rw-r--r--")).isEmpty();
    }

    @Test
    void whatIsNotThereIsNobodys() {
        assertThat(Exposure.of(List.of(file.resolveSibling("none")))).isEmpty();
    }
}
