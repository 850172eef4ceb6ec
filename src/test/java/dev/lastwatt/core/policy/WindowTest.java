package dev.lastwatt.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class WindowTest {

    private static final ZoneId ROME = ZoneId.of("Europe/Rome");

    /** Saturday 23:00 to Sunday 02:00. */
    private final Window night = new Window(DayOfWeek.SATURDAY, LocalTime.of(23, 0), Duration.ofHours(3), ROME);

    @Test
    void isOpenFromItsStartUntilBeforeItsEndAlsoAcrossMidnight() {
        Instant end = Instant.parse("2026-11-22T01:00:00Z");
        assertThat(night.openUntil(Instant.parse("2026-11-21T21:59:59Z"))).isEmpty();
        assertThat(night.openUntil(Instant.parse("2026-11-21T22:00:00Z"))).contains(end);
        assertThat(night.openUntil(Instant.parse("2026-11-22T00:59:59Z"))).contains(end);
        assertThat(night.openUntil(end)).isEmpty();
    }

    @Test
    void saysWhenItBeginsNext() {
        assertThat(night.nextAfter(Instant.parse("2026-11-21T22:00:00Z")))
                .isEqualTo(Instant.parse("2026-11-28T22:00:00Z"));
        assertThat(night.nextAfter(Instant.parse("2026-11-17T12:00:00Z")))
                .isEqualTo(Instant.parse("2026-11-21T22:00:00Z"));
    }

    @Test
    void withoutADayItComesEveryDay() {
        Window daily = new Window(null, LocalTime.of(2, 0), Duration.ofHours(1), ROME);
        assertThat(daily.openUntil(Instant.parse("2026-11-17T01:30:00Z"))).isPresent();
        assertThat(daily.openUntil(Instant.parse("2026-11-18T01:30:00Z"))).isPresent();
    }

    @Test
    void lastsAsLongAsEverWhereClocksChange() {
        Window sunday = new Window(DayOfWeek.SUNDAY, LocalTime.of(1, 0), Duration.ofHours(4), ROME);
        Instant begin = Instant.parse("2026-10-24T23:00:00Z");
        assertThat(sunday.openUntil(begin)).contains(begin.plus(Duration.ofHours(4)));
    }

    @Test
    void aLengthOfNothingIsRefused() {
        assertThatThrownBy(() -> new Window(null, LocalTime.NOON, Duration.ZERO, ROME))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
