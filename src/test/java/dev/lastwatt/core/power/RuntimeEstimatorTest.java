package dev.lastwatt.core.power;

import static dev.lastwatt.core.power.StatusFlag.LB;
import static dev.lastwatt.core.power.StatusFlag.OB;
import static dev.lastwatt.core.power.StatusFlag.OL;
import static dev.lastwatt.core.power.StatusFlag.TEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What single readings do. Whole discharges, with gauges of every kind: {@link LyingGaugesTest}. */
class RuntimeEstimatorTest {

    private static final Instant T0 = Instant.parse("2026-01-15T09:00:00Z");
    private static final Duration ASSUMED = Duration.ofMinutes(5);

    private PowerWatch watch = PowerWatch.begin(T0);
    private RuntimeEstimator estimator = RuntimeEstimator.begin(Battery.unknown(ASSUMED), 0.95, T0);

    @Test
    void aRuntimeThatNothingSupportsIsTrustedInPart() {
        read(0, 1000, null, OL);
        assertThat(lower(0)).isBetween(350, 700);
        assertThat(likely(0)).isBetween(800, 1000);
        assertThat(estimator.estimate(at(0)).reported()).isEqualTo(Duration.ofSeconds(1000));
        assertThat(estimator.estimate(at(0)).confidence()).isEqualTo(0.95);
        assertThat(lower(3600)).isEqualTo(lower(0));
    }

    @Test
    void theBoundIsExplained() {
        estimator = RuntimeEstimator.begin(battery(5, 1000), 0.95, T0);
        readAtCharge(0, 1000, 100.0, null, OL);
        assertThat(estimator.estimate(at(0)).because())
                .startsWith("the device says 16 min; ")
                .contains(" at 95 %, because")
                .contains("it may count from a new battery")
                .contains("the battery is 5 years old and it was never calibrated");
    }

    @Test
    void selfTestIsADischargeAlsoWhereItIsNoOutage() {
        read(0, 1000, 40.0, OL);
        for (int s = 1; s <= 10; s++) {
            estimator = estimator.next(
                    new Reading(at(s), Set.of(OB, TEST), 99.0, Duration.ofSeconds(1000 - s), 40.0, null, null, null),
                    new PowerState.OnLine(T0));
        }
        assertThat(estimator.isOnBattery()).isTrue();
        assertThat(estimator.shown(at(10))).as("too short to tell").isNull();
        read(11, 989, 40.0, OL);
        assertThat(estimator.isOnBattery()).isFalse();
    }

    @Test
    void runtimeThatFallsFasterThanTimeIsFollowed() {
        for (int s = 0; s <= 120; s++) {
            read(s, 1000 - 4 * s, 40.0, OB);
        }
        assertThat(lower(120)).isLessThan(480);
        assertThat(likely(120)).isLessThan(700);
    }

    @Test
    void oneOddReadingIsNotBelieved() {
        read(0, 1000, 40.0, OB);
        read(1, 999, 40.0, OB);
        int before = lower(1);
        read(2, 5, 40.0, OB);
        assertThat(lower(2)).isGreaterThan(before - 20);
        read(3, 996, 40.0, OB);
        assertThat(lower(3)).isGreaterThan(before - 20);
    }

    @Test
    void lowerRuntimeIsBelievedWhenTheNextReadingConfirmsIt() {
        read(0, 1000, 40.0, OB);
        read(1, 6, 40.0, OB);
        read(2, 5, 40.0, OB);
        assertThat(lower(2)).isLessThan(6);
        assertThat(likely(2)).isLessThan(7);
    }

    @Test
    void fallingLoadIsCreditedOnTheCautiousSide() {
        read(0, 1000, 40.0, OB);
        int before = likely(0);
        for (int s = 1; s <= 100; s++) {
            read(s, 2100 - s, 20.0, OB);
        }
        // 2^1.12 = 2.17 times as long, at the most.
        assertThat(likely(100)).isBetween((int) (1.6 * before), (int) (2.17 * before * 1.2));
    }

    @Test
    void risingLoadUsesTheBatteryUpFaster() {
        read(0, 1000, 20.0, OB);
        int before = lower(0);
        read(1, 1000, 40.0, OB);
        assertThat(lower(1)).isLessThan(before / 2);
    }

    @Test
    void runtimeThatIsMissingIsAssumed() {
        read(0, null, null, OL);
        assertThat(lower(0)).isCloseTo(300, within(5));
        read(1, null, null, OB);
        read(61, null, null, OB);
        assertThat(lower(61)).isCloseTo(240, within(10));
        assertThat(estimator.estimate(at(61)).reported()).isNull();
    }

    @Test
    void runtimeThatDisappearsOnBatteryIsTakenFromBeforeTheFailure() {
        read(0, 1000, null, OL);
        int before = lower(0);
        read(1, null, null, OB);
        assertThat(lower(1)).isCloseTo(before, within(10));
        assertThat(lower(101)).isCloseTo(before - 100, within(10));
    }

    @Test
    void contactLostOnBatteryCountsOn() {
        read(0, 1000, 40.0, OB);
        int before = lower(0);
        assertThat(lower(100)).isEqualTo(before - 100);
        assertThat(estimator.estimate(at(100)).because()).contains("no reading");
        assertThat(lower(2000)).isZero();
    }

    @Test
    void contactLostAtAHigherLoadCountsOnAtThatLoad() {
        read(0, 1000, 20.0, OB);
        read(1, 430, 40.0, OB);
        read(2, 429, 40.0, OB);
        int before = lower(2);
        assertThat(lower(52)).isEqualTo(before - 50);
        assertThat(before).isLessThan(430);
    }

    @Test
    void lowBatteryThatCountsLowersTheBoundToTwoMinutes() {
        read(0, 1000, null, OB);
        read(1, 1000, null, OB, LB);
        assertThat(watch.state()).isInstanceOf(PowerState.LowBattery.class);
        assertThat(lower(1)).isEqualTo(120);
        assertThat(likely(1)).isGreaterThan(800);
        assertThat(lower(31)).isEqualTo(90);
    }

    @Test
    void lowBatteryThatDoesNotCountYetLeavesTheBound() {
        readAtCharge(0, 1000, 95.0, null, OB);
        int before = lower(0);
        readAtCharge(1, 999, 95.0, null, OB, LB);
        assertThat(watch.state()).isInstanceOf(PowerState.OnBattery.class);
        assertThat(lower(1)).isCloseTo(before, within(10));
    }

    @Test
    void restartInAnOutageWithoutAReadingCountsFromTheFailure() {
        watch = PowerWatch.resume(T0);
        estimator = RuntimeEstimator.resume(Battery.unknown(ASSUMED), 0.95, T0);
        assertThat(lower(100)).isCloseTo(200, within(5));
        assertThat(lower(400)).isZero();
    }

    @Test
    void restartInAnOutageListensToTheDeviceAsSoonAsItAnswers() {
        watch = PowerWatch.resume(T0);
        estimator = RuntimeEstimator.resume(Battery.unknown(ASSUMED), 0.95, T0);
        read(100, 1000, null, OB);
        assertThat(lower(100)).isBetween(350, 800);
    }

    @Test
    void restartInAnOutageKnowsThatAGaugeWhichCountsFromNewHasCountedSince() {
        watch = PowerWatch.resume(T0);
        estimator = RuntimeEstimator.resume(battery(5, 1000), 0.95, T0);
        readAtCharge(400, 600, 60.0, null, OB);
        // A battery of 75 % had 750 s, of which 400 are gone: not 75 % of 600.
        assertThat(lower(400)).isLessThan(300);
    }

    @Test
    void restartInAnOutageWithADeviceThatGivesNoRuntimeCountsFromTheFailure() {
        watch = PowerWatch.resume(T0);
        estimator = RuntimeEstimator.resume(Battery.unknown(ASSUMED), 0.95, T0);
        read(100, null, null, OB);
        assertThat(lower(100)).isCloseTo(200, within(10));
    }

    @Test
    void batteryFoundEmptyAfterABootIsNotTakenForAFullOne() {
        estimator = RuntimeEstimator.begin(battery(2, 1000), 0.95, T0);
        readAtCharge(0, null, 5.0, null, OB);
        assertThat(lower(0)).isLessThan(50);
    }

    @Test
    void mainsThatReturnEndTheCountdown() {
        read(0, 1000, null, OB);
        int before = lower(0);
        read(100, 900, null, OB);
        read(101, 1000, null, OL);
        assertThat(lower(101)).isCloseTo(before, within(1));
    }

    @Test
    void whatIsLearntOfTheBatteryMeanwhileCounts() {
        readAtCharge(0, 1000, 100.0, null, OL);
        int before = lower(0);
        Battery known = new Battery(
                T0,
                RuntimeTable.atPresentLoad(Duration.ofSeconds(1000)),
                new Battery.Calibration(T0, 1, 0.05),
                ASSUMED);
        estimator = estimator.with(known, 0.95, at(1));
        assertThat(lower(1)).isGreaterThan(before + 100);
    }

    private static Battery battery(int years, int whenNew) {
        return new Battery(
                T0.minus(Duration.ofDays(365L * years)),
                RuntimeTable.atPresentLoad(Duration.ofSeconds(whenNew)),
                null,
                ASSUMED);
    }

    private void read(int second, @Nullable Integer runtime, @Nullable Double load, StatusFlag... flags) {
        readAtCharge(second, runtime, null, load, flags);
    }

    private void readAtCharge(
            int second,
            @Nullable Integer runtime,
            @Nullable Double charge,
            @Nullable Double load,
            StatusFlag... flags) {
        Reading reading = Reading.of(at(second), flags)
                .withCharge(charge)
                .withRuntime(runtime == null ? null : Duration.ofSeconds(runtime))
                .withLoadPercent(load);
        watch = watch.next(new SourceAnswer.Answered(reading));
        estimator = estimator.next(reading, watch.state());
    }

    private int lower(int second) {
        return (int) Math.round(estimator.estimate(at(second)).lowerBound().toMillis() / 1000.0);
    }

    private int likely(int second) {
        return (int) Math.round(estimator.estimate(at(second)).likely().toMillis() / 1000.0);
    }

    private static Instant at(int second) {
        return T0.plusSeconds(second);
    }
}
