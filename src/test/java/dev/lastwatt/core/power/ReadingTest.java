package dev.lastwatt.core.power;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingTest {

    private static final Reading EMPTY = Reading.of(Instant.EPOCH);

    @ParameterizedTest
    @ValueSource(longs = {0, -60, 65_535, 133_200, 129_600, 3_932_100, 4_294_967_280L})
    void runtimeThatADeviceSendsForUnknownIsMissing(long seconds) {
        assertThat(EMPTY.withRuntime(Duration.ofSeconds(seconds)).runtime()).isNull();
    }

    /** From 13 h on: a 2E PS1000L at 14 %, a Powerware 9130 and an RS 1500 at next to nothing, a VI 3000, an OPEN-UPS. */
    @ParameterizedTest
    @ValueSource(longs = {1, 1406, 18_358, 43_199, 47_039, 64_395, 64_800, 81_983, 96_840})
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

    /** A PowerWalker VI 650 SH at 24 %; a Powerware 5115 at 0.2 %, of which no whole watt is left. */
    @Test
    void noWattsAtAllAreMissingWhereThereIsALoad() {
        assertThat(feeding(24.0, 0.0).loadWatts()).isNull();
        assertThat(feeding(0.2, 0.0).loadWatts()).isZero();
        assertThat(feeding(0.0, 0.0).loadWatts()).isZero();
        assertThat(feeding(null, 0.0).loadWatts()).isZero();
        assertThat(feeding(24.0, 5.0).loadWatts()).isEqualTo(5);
    }

    private static Reading feeding(@Nullable Double percent, Double watts) {
        return new Reading(Instant.EPOCH, Set.of(StatusFlag.OL), null, null, percent, watts, null, null);
    }

    /** A Tripp Lite SMART1300LCDT and a Liebert PSA give 0 V for both. */
    @Test
    void noVoltsAreMissingOfTheBatteryAndOfTheMainsWhileTheyFeed() {
        assertThat(volts(0.0, 0.0, StatusFlag.OL).inputVolts()).isNull();
        assertThat(volts(0.0, 0.0, StatusFlag.OB).inputVolts()).isZero();
        assertThat(volts(0.0, 0.0, StatusFlag.OB).batteryVolts()).isNull();
        assertThat(volts(0.0, 0.0, StatusFlag.OL, StatusFlag.OB).inputVolts()).isZero();
        assertThat(volts(0.0, 0.0, StatusFlag.OL, StatusFlag.DISCHRG).inputVolts())
                .isZero();
        assertThat(volts(4.97, 7.79, StatusFlag.OL).inputVolts()).isEqualTo(4.97);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.62, 2.27, 13.5, 829})
    void aBatteryOfOneCellOrOfManyIsKept(double battery) {
        assertThat(volts(230.0, battery, StatusFlag.OL).batteryVolts()).isEqualTo(battery);
    }

    private static Reading volts(Double input, Double battery, StatusFlag... status) {
        return new Reading(Instant.EPOCH, Set.of(status), null, null, null, null, input, battery);
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
