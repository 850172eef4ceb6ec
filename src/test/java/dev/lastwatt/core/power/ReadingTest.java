package dev.lastwatt.core.power;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingTest {

    private static final Reading EMPTY = Reading.of(Instant.EPOCH);

    @ParameterizedTest
    @ValueSource(longs = {0, -60, 65_535, 133_200, 43_200, 4_294_967_280L})
    void runtimeThatADeviceSendsForUnknownIsMissing(long seconds) {
        assertThat(EMPTY.withRuntime(Duration.ofSeconds(seconds)).runtime()).isNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1406, 18_358, 43_199})
    void runtimeThatMayBeTrueIsKept(long seconds) {
        assertThat(EMPTY.withRuntime(Duration.ofSeconds(seconds)).runtime()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(doubles = {255, 1000, -143.2, 100.1, Double.NaN, Double.POSITIVE_INFINITY})
    void chargeOutsideItsRangeIsMissing(double percent) {
        assertThat(EMPTY.withCharge(percent).chargePercent()).isNull();
    }

    @Test
    void chargeAtTheEndsOfItsRangeIsKept() {
        assertThat(EMPTY.withCharge(0.0).chargePercent()).isZero();
        assertThat(EMPTY.withCharge(100.0).chargePercent()).isEqualTo(100);
    }

    @Test
    void overloadIsAPlausibleLoadAndMoreThanTwiceIsNot() {
        assertThat(EMPTY.withLoadPercent(130.0).loadPercent()).isEqualTo(130);
        assertThat(EMPTY.withLoadPercent(201.0).loadPercent()).isNull();
    }

    @Test
    void negativeWattsAndVoltsAreMissing() {
        Reading reading = new Reading(Instant.EPOCH, Set.of(StatusFlag.OL), null, null, null, -5.0, -230.0, 5000.0);
        assertThat(reading.loadWatts()).isNull();
        assertThat(reading.inputVolts()).isNull();
        assertThat(reading.batteryVolts()).isNull();
        assertThat(reading.has(StatusFlag.OL)).isTrue();
        assertThat(reading.has(StatusFlag.OB)).isFalse();
    }
}
