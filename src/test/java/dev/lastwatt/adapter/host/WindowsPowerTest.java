package dev.lastwatt.adapter.host;

import static dev.lastwatt.adapter.host.ScriptedRunner.exit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.adapter.host.ProcessRunner.Result;
import dev.lastwatt.port.HostPower.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowsPowerTest {

    private static final String PROGRAM = "C:\\Windows\\System32\\shutdown.exe";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static WindowsPower power(ScriptedRunner runner) {
        WindowsBoot boot = new WindowsBoot(new ScriptedRunner(), "C:\\Windows", PATIENCE, Optional::empty);
        return new WindowsPower(runner, boot, "C:\\Windows", PATIENCE);
    }

    private static String commentFor(String reason) {
        ScriptedRunner runner = new ScriptedRunner(exit(0));
        power(runner).shutDown(reason);
        List<String> command = runner.commands().get(0);
        return command.get(command.size() - 1);
    }

    @Test
    void asksOnceWithTheReasonCodeAndTheComment() {
        ScriptedRunner runner = new ScriptedRunner(exit(0));
        assertThat(power(runner).shutDown("battery at 12 %, run 20261122-170312"))
                .isInstanceOf(Answer.Accepted.class);
        assertThat(runner.commands())
                .containsExactly(List.of(
                        PROGRAM, "/s", "/t", "0", "/f", "/d", "6:12", "/c", "battery at 12 %, run 20261122-170312"));
        assertThat(runner.timeouts()).containsExactly(PATIENCE);
    }

    @Test
    void asksAgainWithoutReasonCodeAndCommentWhenRefused() {
        ScriptedRunner runner = new ScriptedRunner(new Result.Exited(87, "parameter"), exit(0));
        assertThat(power(runner).shutDown("x"))
                .isInstanceOfSatisfying(
                        Answer.Accepted.class,
                        answer -> assertThat(answer.detail()).contains("87").contains("parameter"));
        assertThat(runner.commands().get(1)).containsExactly(PROGRAM, "/s", "/t", "0", "/f");
    }

    @ParameterizedTest
    @ValueSource(ints = {1115, 1190})
    void aShutdownThatIsUnderWayAlreadyIsAccepted(int code) {
        ScriptedRunner runner = new ScriptedRunner(exit(code));
        assertThat(power(runner).shutDown("x"))
                .isInstanceOfSatisfying(Answer.Accepted.class, answer -> assertThat(answer.detail())
                        .contains("" + code));
        assertThat(runner.commands()).hasSize(1);
    }

    @Test
    void aFirstAttemptThatHangsIsFollowedByTheSecond() {
        ScriptedRunner runner = new ScriptedRunner(new Result.TimedOut(), exit(1115));
        assertThat(power(runner).shutDown("x")).isInstanceOf(Answer.Accepted.class);
        assertThat(runner.commands()).hasSize(2);
    }

    @Test
    void twoRefusalsAreARefusalThatNamesBothAndTheRight() {
        ScriptedRunner runner = new ScriptedRunner(exit(5), new Result.NotStarted("no such file"));
        assertThat(power(runner).shutDown("x"))
                .isInstanceOfSatisfying(Answer.Refused.class, answer -> assertThat(answer.detail())
                        .contains("exit code 5")
                        .contains("no such file")
                        .contains("right to shut down"));
    }

    @Test
    void theCommentIsOneLineOfAtMost512CharactersThatCannotLeaveItsQuotes() {
        assertThat(commentFor("say \"now\"\r\nC:\\")).isEqualTo("say 'now' C:/");
        assertThat(commentFor("電".repeat(600))).isEqualTo("電".repeat(512));
        assertThat(commentFor("x".repeat(511) + "𠮷")).isEqualTo("x".repeat(511));
        assertThat(commentFor(" \n")).isEqualTo("Lastwatt");
    }
}
