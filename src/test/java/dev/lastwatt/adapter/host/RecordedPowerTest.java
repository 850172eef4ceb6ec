package dev.lastwatt.adapter.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.port.HostPower.Answer;
import dev.lastwatt.port.Timebase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedPowerTest {

    private static final Timebase TIME = () -> Instant.parse("2026-11-22T17:03:12Z");

    private final Path folder;

    RecordedPowerTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void eachRequestIsALineWithItsTime() throws IOException {
        Path file = folder.resolve("shutdowns.txt");
        RecordedPower power = RecordedPower.inBoot(file, TIME, "boot-1");
        assertThat(power.shutDown("battery low")).isInstanceOf(Answer.Accepted.class);
        assertThat(power.shutDown("again\nand again")).isInstanceOf(Answer.Accepted.class);
        assertThat(Files.readAllLines(file))
                .containsExactly("2026-11-22T17:03:12Z battery low", "2026-11-22T17:03:12Z again and again");
        assertThat(power.bootId()).isEqualTo("boot-1");
    }

    @Test
    void aFileCanSimulateAnotherBoot() throws IOException {
        Path bootId = folder.resolve("boot");
        RecordedPower power = RecordedPower.inBootOfFile(folder.resolve("x"), TIME, bootId);
        assertThat(power.bootId()).isEqualTo("unknown");
        Files.writeString(bootId, "boot-1\n");
        assertThat(power.bootId()).isEqualTo("boot-1");
        Files.writeString(bootId, "boot-2\n");
        assertThat(power.bootId()).isEqualTo("boot-2");
    }

    @Test
    void aFileThatCannotBeWrittenIsARefusal() {
        assertThat(RecordedPower.inBoot(folder, TIME, "boot-1").shutDown("x")).isInstanceOf(Answer.Refused.class);
    }
}
