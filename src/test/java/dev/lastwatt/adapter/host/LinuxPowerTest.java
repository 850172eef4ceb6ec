package dev.lastwatt.adapter.host;

import static dev.lastwatt.adapter.host.ScriptedRunner.exit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.adapter.host.ProcessRunner.Result;
import dev.lastwatt.port.HostPower.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinuxPowerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path folder;

    LinuxPowerTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Path program;
    private Path bootId;

    @BeforeEach
    void makeProgram() throws IOException {
        bootId = folder.resolve("boot_id");
        program = Files.createFile(folder.resolve("systemctl"));
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    private LinuxPower power(ScriptedRunner runner) {
        return new LinuxPower(runner, List.of(folder.resolve("not-there"), program), bootId, PATIENCE);
    }

    @Test
    void theFirstSystemctlThatIsThereIsAskedToPowerOff() {
        ScriptedRunner runner = new ScriptedRunner(exit(0));
        assertThat(power(runner).shutDown("x")).isInstanceOf(Answer.Accepted.class);
        assertThat(runner.commands()).containsExactly(List.of(program.toString(), "poweroff"));
        assertThat(runner.timeouts()).containsExactly(PATIENCE);
    }

    @Test
    void anythingElseIsARefusalWithItsCause() {
        assertThat(detail(new Result.Exited(1, "Access denied"))).contains("Access denied", "polkit");
        assertThat(detail(new Result.TimedOut())).contains("in time");
        assertThat(detail(new Result.NotStarted("no memory"))).contains("no memory");
    }

    private String detail(Result result) {
        return ((Answer.Refused) power(new ScriptedRunner(result)).shutDown("x")).detail();
    }

    @Test
    void aHostWithoutSystemdIsTold() {
        LinuxPower power = new LinuxPower(new ScriptedRunner(), List.of(folder.resolve("none")), bootId, PATIENCE);
        assertThat(power.shutDown("x")).isInstanceOf(Answer.Refused.class);
    }

    @Test
    void theBootIdIsTheKernelsOrUnknown() throws IOException {
        assertThat(power(new ScriptedRunner()).bootId()).isEqualTo("unknown");
        Files.writeString(bootId, "5f1c2e3a-0000-4000-8000-000000000001\n");
        assertThat(power(new ScriptedRunner()).bootId()).isEqualTo("5f1c2e3a-0000-4000-8000-000000000001");
    }
}
