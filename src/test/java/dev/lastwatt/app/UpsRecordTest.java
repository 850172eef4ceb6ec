package dev.lastwatt.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.RunId;
import dev.lastwatt.core.journal.RunOutcome;
import dev.lastwatt.core.power.RemainingRuntime;
import dev.lastwatt.fake.MemoryJournal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UpsRecordTest {

    private static final Instant T0 = Instant.parse("2026-11-22T03:00:00Z");

    private final MemoryJournal journal = new MemoryJournal();
    private final UpsRecord ups = new UpsRecord(journal);

    private static RemainingRuntime promised(int seconds) {
        Duration time = Duration.ofSeconds(seconds);
        return new RemainingRuntime(time, time, time, 0.8, "given");
    }

    private void low(int seconds) {
        journal.append(new Fact.PowerChanged(T0.plusSeconds(seconds), "boot", "low battery", T0));
    }

    @Test
    void nothingSpeaksAgainstAUpsThatWasNeverWrong() {
        journal.append(new Fact.PowerChanged(T0, "boot", "on battery", T0));
        low(600);
        assertThat(ups.against(promised(700))).isEmpty();
    }

    @Test
    void lowBatteryLongBeforeThePromisedEndSpeaksAgainstIt() {
        low(120);
        assertThat(ups.against(promised(900)))
                .containsExactly(
                        "low battery 120 s after the failure of the mains of 2026-11-22T03:00:00Z, though at least"
                                + " 900 s are expected now");
    }

    @Test
    void aRunThatWasCutShortSpeaksAgainstItAndIsFoundWhenItComesLater() {
        assertThat(ups.against(promised(900))).isEmpty();
        RunId run = RunId.beganAt(T0);
        journal.append(new Fact.RunEnded(T0.plusSeconds(900), run, RunOutcome.CUT_SHORT, "the power was gone"));
        assertThat(ups.against(promised(900)))
                .containsExactly("the power was gone before the host was down in run " + run);
        assertThat(ups.against(promised(900))).hasSize(1);
    }
}
