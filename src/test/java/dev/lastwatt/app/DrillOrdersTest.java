package dev.lastwatt.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.core.policy.Policy;
import dev.lastwatt.core.policy.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DrillOrdersTest {

    private static final Instant LATE = Instant.parse("2026-11-22T23:58:00Z");

    @Test
    void windowsThatMeetAreOne() {
        assertThat(window(null, daily("00:00", 24)).until()).isEqualTo(LATE.plus(Duration.ofHours(24)));
        assertThat(window(null, daily("22:00", 2), daily("00:00", 3)).until())
                .isEqualTo(Instant.parse("2026-11-23T03:00:00Z"));
    }

    @Test
    void windowThatNoOtherFollowsEndsWhenItEnds() {
        assertThat(window(null, daily("22:00", 2), daily("00:30", 3)).until())
                .isEqualTo(Instant.parse("2026-11-23T00:00:00Z"));
    }

    @Test
    void endThatIsGivenIsRefusedWithWhatIsWrongWithIt() {
        assertThat(window(LATE.minusSeconds(1)).refusals()).singleElement().satisfies(r -> assertThat(r.words())
                .contains("has passed"));
        assertThat(window(LATE.plus(Duration.ofHours(25))).refusals())
                .singleElement()
                .satisfies(r -> assertThat(r.words()).contains("more than 24 h away"));
    }

    private static Window daily(String start, int hours) {
        return new Window(null, LocalTime.parse(start), Duration.ofHours(hours), ZoneOffset.UTC);
    }

    private static DrillOrders.Given window(@Nullable Instant until, Window... windows) {
        return DrillOrders.window(
                until, Policy.defaults().withWindows(new Policy.Windows(List.of(windows), List.of())), LATE);
    }
}
