package dev.lastwatt.adapter.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimebasesTest {

    private static final Instant START = Instant.parse("2026-11-22T17:03:12Z");

    @Test
    void theSystemsTimeGoesOnByWhatHasElapsedEvenWhenTheCounterOverflows() {
        AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
        SystemTimebase time = new SystemTimebase(START, nanos::get);
        assertThat(time.now()).isEqualTo(START);
        nanos.addAndGet(10);
        assertThat(time.now()).isEqualTo(START.plusNanos(10));
    }

    @Test
    void theSystemsTimeBeginsAtTheWallClockAndNeverGoesBack() {
        Instant before = Instant.now();
        SystemTimebase time = new SystemTimebase();
        Instant last = time.now();
        assertThat(last).isBetween(before.minusSeconds(1), Instant.now().plusSeconds(1));
        for (int i = 0; i < 100_000; i++) {
            Instant now = time.now();
            assertThat(now.isBefore(last)).isFalse();
            last = now;
        }
    }

    @Test
    void scaledTimeRunsFasterFromTheSameStart() {
        Instant[] real = {START};
        ScaledTimebase time = new ScaledTimebase(() -> real[0], 30);
        assertThat(time.now()).isEqualTo(START);
        real[0] = START.plusMillis(1_500);
        assertThat(time.now()).isEqualTo(START.plusSeconds(45));
        real[0] = START.plus(Duration.ofDays(365)).plusNanos(1);
        assertThat(time.now()).isEqualTo(START.plus(Duration.ofDays(365 * 30)).plusNanos(30));
    }

    @Test
    void scaledTimeNeverGoesBackBetweenSteps() {
        Instant[] real = {START};
        ScaledTimebase time = new ScaledTimebase(() -> real[0], 1.7);
        Instant last = time.now();
        for (int i = 0; i < 10_000; i++) {
            real[0] = real[0].plusNanos(300_007);
            assertThat(time.now()).isAfter(last);
            last = time.now();
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void aSpeedThatIsNoSpeedIsRefused(double factor) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ScaledTimebase(() -> START, factor));
    }
}
