package dev.lastwatt.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.Heartbeat;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.stoptime.HostEvent;
import dev.lastwatt.core.stoptime.StopCause;
import dev.lastwatt.core.stoptime.StopEnding;
import dev.lastwatt.core.stoptime.StopSample;
import dev.lastwatt.fake.Guests;
import dev.lastwatt.fake.MemorySamples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static final Instant T0 = Instant.parse("2026-05-01T02:00:00Z");
    private static final Guest WEB = Guests.guest("web");
    private static final List<HostEvent> EVENTS = List.of(
            new HostEvent("System", 1074, T0, null),
            new HostEvent("Microsoft-Windows-Hyper-V-Worker-Admin", 18504, T0.plusSeconds(30), WEB.id()),
            new HostEvent("System", 13, T0.plusSeconds(60), null),
            new HostEvent("System", 12, T0.plusSeconds(90), null));

    private final MemorySamples samples = new MemorySamples();

    @Test
    void pastShutdownIsTakenInOnce() {
        assertThat(keep()).isEqualTo(1);
        assertThat(keep()).isZero();
        assertThat(samples.all()).hasSize(1);
        assertThat(samples.hostShutdowns()).hasSize(1);
    }

    @Test
    void stopThatWeSawWithoutKnowingThatTheHostWentDownGivesWay() {
        samples.add(sample(StopCause.BY_HAND, 3, 27, StopEnding.STOPPED));
        samples.add(sample(StopCause.BY_HAND, -7200, 27, StopEnding.STOPPED));
        keep();
        assertThat(samples.all())
                .extracting(StopSample::cause, StopSample::at)
                .containsExactlyInAnyOrder(
                        tuple(StopCause.BY_HAND, T0.minusSeconds(7200)), tuple(StopCause.HOST_SHUTDOWN, T0));
    }

    @Test
    void guestThatWeHadAskedBeforeTheHostWentDownIsNotMeasuredTwice() {
        samples.add(sample(StopCause.RUN, -60, 59, StopEnding.HUNG));
        assertThat(keep()).isZero();
    }

    private int keep() {
        return History.keep(EVENTS, List.of(WEB), samples);
    }

    private static StopSample sample(StopCause cause, int second, int took, StopEnding ending) {
        return new StopSample(
                WEB.id(),
                StopMethod.SHUTDOWN,
                T0.plusSeconds(second),
                Duration.ofSeconds(took),
                ending,
                cause,
                WEB.memoryBytes(),
                0,
                Heartbeat.OK);
    }
}
