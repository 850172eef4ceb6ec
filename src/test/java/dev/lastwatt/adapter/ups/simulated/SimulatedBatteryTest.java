package dev.lastwatt.adapter.ups.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SimulatedBatteryTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void atItsRatedLoadASecondCostsASecond() {
        SimulatedBattery battery = SimulatedBattery.full(Duration.ofMinutes(10), 200, 1.2);

        assertThat(battery.discharged(MINUTE, 200).leftSeconds()).isEqualTo(540);
        assertThat(battery.lasts(200)).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void atHalfTheLoadAndExponentTwoItLastsFourTimesAsLong() {
        SimulatedBattery battery = SimulatedBattery.full(Duration.ofMinutes(10), 200, 2);

        assertThat(battery.lasts(100)).isEqualTo(Duration.ofMinutes(40));
        assertThat(battery.discharged(MINUTE, 100).leftSeconds()).isEqualTo(585);
    }

    @Test
    void withoutLoadItLastsForEver() {
        SimulatedBattery battery = SimulatedBattery.full(MINUTE, 200, 1.1);

        assertThat(battery.lasts(0)).isNull();
        assertThat(battery.discharged(Duration.ofDays(9), 0)).isEqualTo(battery);
    }

    @Test
    void itIsEmptyAfterTheTimeItSaysItLastsAndNeverBelowEmpty() {
        SimulatedBattery battery = SimulatedBattery.full(Duration.ofSeconds(97), 173, 1.17);
        Duration lasts = Objects.requireNonNull(battery.lasts(111));

        assertThat(battery.discharged(lasts.minusMillis(1), 111).leftSeconds()).isPositive();
        assertThat(battery.discharged(lasts, 111).leftSeconds()).isZero();
        assertThat(battery.discharged(lasts.plusDays(1), 111).leftSeconds()).isZero();
    }

    @Test
    void cuttingAStretchOfConstantLoadInPiecesChangesNothing() {
        Random random = new Random(11);
        for (int round = 0; round < 200; round++) {
            SimulatedBattery whole = SimulatedBattery.full(Duration.ofHours(1), 150, 1 + random.nextDouble());
            SimulatedBattery cut = whole;
            double watts = 400 * random.nextDouble();
            Duration total = Duration.ZERO;
            for (int piece = 0; piece < 30; piece++) {
                Duration stretch = Duration.ofNanos((long) (random.nextDouble() * 20e9));
                cut = cut.discharged(stretch, watts);
                total = total.plus(stretch);
            }
            assertThat(cut.leftSeconds())
                    .isCloseTo(whole.discharged(total, watts).leftSeconds(), within(1e-6));
        }
    }

    @Test
    void theMainsFillItAtAnEvenPaceAndNotBeyondFull() {
        SimulatedBattery half =
                SimulatedBattery.full(Duration.ofSeconds(600), 200, 1).discharged(Duration.ofSeconds(300), 200);

        assertThat(half.recharged(Duration.ofHours(1), Duration.ofHours(4)).leftSeconds())
                .isEqualTo(450);
        assertThat(half.recharged(Duration.ofHours(9), Duration.ofHours(4)).leftSeconds())
                .isEqualTo(600);
    }

    @Test
    void nonsenseIsRefusedByName() {
        assertThatThrownBy(() -> SimulatedBattery.full(Duration.ZERO, 200, 1)).hasMessageContaining("fullSeconds");
        assertThatThrownBy(() -> SimulatedBattery.full(MINUTE, 0, 1)).hasMessageContaining("ratedWatts");
        assertThatThrownBy(() -> SimulatedBattery.full(MINUTE, 200, 0.5)).hasMessageContaining("exponent");
    }
}
