package dev.lastwatt.core.stoptime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.core.stoptime.HostShutdown.Ending;
import dev.lastwatt.core.stoptime.HostShutdown.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostShutdownTimeTest {

    private static final Duration POLICY = Duration.ofSeconds(90);
    private static final Instant T0 = Instant.parse("2026-05-01T02:00:00Z");

    private final List<HostShutdown> past = new ArrayList<>();

    @Test
    void withoutAMeasurementThePolicyCounts() {
        assertThat(time().time()).isEqualTo(POLICY);
        assertThat(time().because()).isEqualTo("the policy says 90 s");
    }

    @Test
    void measuredTimeWithoutTheGuestsAndWithTheFirmwareRaisesIt() {
        past.add(new HostShutdown(
                T0, Duration.ofSeconds(200), Duration.ofSeconds(120), Ending.STOPPED, Source.EVENT_LOG, null));
        assertThat(time().time()).isEqualTo(Duration.ofSeconds(130));
        assertThat(time().because())
                .isEqualTo("1.25 times the longest measured (80 s) and 30 s for the firmware make 130 s,"
                        + " more than the policy's 90 s");
    }

    @Test
    void measuredTimeNeverLowersIt() {
        past.add(stopped(0, 10));
        assertThat(time().time()).isEqualTo(POLICY);
    }

    @Test
    void powerThatRanOutInARunOfOursGivesHalfAsMuchMoreUntilAGoodStop() {
        past.add(new HostShutdown(T0, Duration.ofSeconds(5), Duration.ZERO, Ending.UNKNOWN, Source.JOURNAL, "1"));
        past.add(new HostShutdown(T0.plusSeconds(2), null, Duration.ZERO, Ending.RAN_OUT, Source.EVENT_LOG, null));
        assertThat(time().ranOut()).isNotNull();
        assertThat(time().time()).isEqualTo(Duration.ofSeconds(135));
        past.add(stopped(86_400, 20));
        assertThat(time().ranOut()).isNull();
        assertThat(time().time()).isEqualTo(POLICY);
    }

    @Test
    void powerThatRanOutWhenSomebodyElseStoppedTheHostChangesNothing() {
        past.add(new HostShutdown(T0, null, Duration.ZERO, Ending.RAN_OUT, Source.EVENT_LOG, null));
        assertThat(time().time()).isEqualTo(POLICY);
        assertThat(HostShutdownTime.foreignCut(past)).as("but it is told").isEqualTo(past.get(0));
        past.add(stopped(9_000, 30));
        assertThat(HostShutdownTime.foreignCut(past)).as("until one goes well").isNull();
    }

    @Test
    void powerThatWentInTheMiddleOfWorkIsToldUnlessItWasInARunOfOurs() {
        HostShutdown cut =
                new HostShutdown(T0.plusSeconds(4_000), null, Duration.ZERO, Ending.CUT, Source.EVENT_LOG, null);
        past.add(cut);
        assertThat(HostShutdownTime.foreignCut(past)).isEqualTo(cut);
        assertThat(time().time()).isEqualTo(POLICY);
        past.add(new HostShutdown(T0, null, Duration.ZERO, Ending.RAN_OUT, Source.JOURNAL, "20260501-020000"));
        assertThat(HostShutdownTime.foreignCut(past)).isNull();
    }

    private HostShutdownTime time() {
        return HostShutdownTime.of(POLICY, past);
    }

    private static HostShutdown stopped(int second, int took) {
        return new HostShutdown(
                T0.plusSeconds(second),
                Duration.ofSeconds(took),
                Duration.ZERO,
                Ending.STOPPED,
                Source.EVENT_LOG,
                null);
    }
}
