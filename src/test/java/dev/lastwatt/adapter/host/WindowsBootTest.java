package dev.lastwatt.adapter.host;

import static dev.lastwatt.adapter.host.ScriptedRunner.exit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.adapter.host.ProcessRunner.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WindowsBootTest {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final String KEY =
            "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Memory Management\\PrefetchParameters";

    /** As reg.exe prints it, whatever the language. */
    private static final Result FOUND = new Result.Exited(
            0,
            "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Memory Management"
                    + "\\PrefetchParameters\r\n    BootId    REG_DWORD    0x2f\r\n");

    private static WindowsBoot boot(ScriptedRunner runner, Optional<Instant> kernelStart) {
        return new WindowsBoot(runner, "D:\\Win", PATIENCE, () -> kernelStart);
    }

    @Test
    void theBootIdComesFromTheRegistryAndIsAskedForOnce() {
        ScriptedRunner runner = new ScriptedRunner(FOUND);
        WindowsBoot boot = boot(runner, Optional.of(Instant.EPOCH));
        assertThat(boot.id()).isEqualTo("boot-47");
        assertThat(boot.id()).isEqualTo("boot-47");
        assertThat(runner.commands()).hasSize(1);
        assertThat(runner.commands().get(0))
                .containsExactly("D:\\Win\\System32\\reg.exe", "query", KEY, "/v", "BootId");
    }

    @Test
    void withoutThatValueTheStartOfTheKernelsProcessCounts() {
        assertThat(boot(new ScriptedRunner(exit(1)), Optional.of(Instant.EPOCH)).id())
                .isEqualTo("kernel-1970-01-01T00:00:00Z");
    }

    @Test
    void aTimeOutNeverLeadsToTheOtherNameOfTheSameBoot() {
        ScriptedRunner runner =
                new ScriptedRunner(new Result.TimedOut(), new Result.TimedOut(), new Result.TimedOut(), FOUND);
        WindowsBoot boot = boot(runner, Optional.of(Instant.EPOCH));
        assertThat(boot.id()).isEqualTo("unknown");
        assertThat(boot.id()).isEqualTo("boot-47");
    }

    @Test
    void oneFailureIsTriedAgain() {
        assertThat(boot(new ScriptedRunner(new Result.NotStarted("busy"), FOUND), Optional.empty())
                        .id())
                .isEqualTo("boot-47");
    }

    @Test
    void whereNothingCanBeReadTheBootIsUnknown() {
        assertThat(boot(new ScriptedRunner(exit(1)), Optional.empty()).id()).isEqualTo("unknown");
    }
}
