package dev.lastwatt.boot.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.adapter.scenario.Scenario;
import dev.lastwatt.adapter.scenario.ScenarioFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code simulate reference}: the figures of the reference sets as a table. */
class ReferenceCommandTest {

    private final PrintStream before = System.out;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stopListening() {
        System.setOut(before);
    }

    private List<String> lines(String... options) {
        assertThat(new CommandLine(new SimulateCommand()).execute(options)).isZero();
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void tableHasARowForEachCellAndPolicyAndThenTheSetsWithTheirHashes() {
        List<String> lines = lines(
                "reference",
                "--seed",
                "3",
                "--outages",
                "3",
                "--guests",
                "2,3",
                "--calibration",
                "never",
                "--policies",
                "nut-lb,lastwatt");
        assertThat(lines).hasSize(2 + 4 + 1 + 2);
        assertThat(lines.get(2)).startsWith("| log-normal, 2, 15, all, never, united-states | nut-lb | 3 |");
        assertThat(lines.get(5)).startsWith("| log-normal, 3, 15, all, never, united-states | lastwatt | 3 |");
        assertThat(lines.get(8)).matches("[0-9a-f]{64}  log-normal-3-15min-all-never-united-states-3");
    }

    @Test
    void keptSetIsTheOneWhoseHashIsPrintedAndHasAResultForEachOutageAndPolicy(@TempDir Path folder) throws IOException {
        List<String> lines = lines(
                "reference",
                "--seed",
                "3",
                "--outages",
                "4",
                "--guests",
                "2",
                "--calibration",
                "calibrated",
                "--policies",
                "nut-lb",
                "--keep",
                folder.toString());
        String name = "log-normal-2-15min-all-calibrated-united-states-3";
        Path set = folder.resolve(name + ".jsonl");
        assertThat(lines.get(lines.size() - 1)).isEqualTo(Simulation.sha256(Files.readAllBytes(set)) + "  " + name);
        assertThat(ScenarioFile.read(set)).extracting(Scenario::id).hasSize(4).allMatch(id -> id.startsWith(name));
        assertThat(Files.readAllLines(folder.resolve(name + ".results.jsonl"))).hasSize(8);
    }

    @Test
    void wordThatIsNoneIsRefused() {
        assertThat(new CommandLine(new SimulateCommand())
                        .setExecutionExceptionHandler((e, line, parsed) -> {
                            assertThat(e)
                                    .hasMessageContaining("'some' is no savable: it must be one of all, half, none");
                            return ExitCode.USAGE;
                        })
                        .execute("reference", "--seed", "3", "--savable", "some"))
                .isEqualTo(ExitCode.USAGE);
    }
}
