package dev.lastwatt.core.power;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatteryAgeingTest {

    @Test
    void aYearTakesSixPercentOfTheMiddleAndTwelveOfTheBound() {
        RemainingRuntime now = new RemainingRuntime(
                Duration.ofSeconds(1000), Duration.ofSeconds(1600), Duration.ofSeconds(1250), 0.8, "given");
        RemainingRuntime aged = BatteryAgeing.anotherYear(now);
        assertThat(aged.likely()).isEqualTo(Duration.ofSeconds(1500));
        assertThat(aged.lowerBound()).isBetween(Duration.ofSeconds(870), Duration.ofSeconds(885));
        assertThat(aged.because()).startsWith("assumed, not measured");
    }
}
