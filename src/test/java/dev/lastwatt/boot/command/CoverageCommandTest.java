package dev.lastwatt.boot.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code simulate coverage}: the estimator's figures as a table. */
class CoverageCommandTest {

    private static final String CELLS = "( \\d+\\.\\d, (\\d\\.\\d\\d|NaN) \\|){5}";

    private final SimulateCommand command = new SimulateCommand();
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

    @Test
    void tableHasARowForEachSetAndOneForAllSetsOfAWorld() {
        assertThat(command.coverage(List.of("gamma", "mixed"), "3-4", 12, 10)).isZero();
        List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(8);
        assertThat(lines.get(0))
                .isEqualTo("| set | 0 | 1 | 2-4 | 5-14 | 15+ | p99 holds % | hang stated / happened % |");
        assertThat(lines.get(1)).matches("\\|(---\\|){8}");
        assertThat(lines)
                .element(2)
                .asString()
                .matches("\\| gamma, seed 3 \\|" + CELLS + " \\d+\\.\\d\\d \\| \\d\\.\\d\\d / \\d\\.\\d\\d \\|");
        assertThat(lines.subList(2, 8))
                .extracting(l -> l.split("\\|", -1)[1].strip())
                .containsExactly(
                        "gamma, seed 3", "gamma, seed 4", "gamma, all", "mixed, seed 3", "mixed, seed 4", "mixed, all");
    }

    @Test
    void sameSeedGivesTheSameRowAndOneSeedAloneNoSum() {
        command.coverage(List.of("log-normal"), "5", 5, 6);
        String once = printed.toString(StandardCharsets.UTF_8);
        printed.reset();
        command.coverage(List.of("log-normal"), "5", 5, 6);
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo(once).hasLineCount(3);
    }

    @Test
    void whatCannotBeDrawnIsRefusedWithWhatIsAllowed() {
        assertThatThrownBy(() -> command.coverage(List.of("mixed"), "eleven", 20, 300))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("--seeds must be like 11-13");
        assertThatThrownBy(() -> command.coverage(List.of("normal"), "1", 20, 300))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("log-normal");
        assertThatThrownBy(() -> command.coverage(List.of("mixed"), "1", 0, 300))
                .isInstanceOf(CommandException.class);
    }
}
