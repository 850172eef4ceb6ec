package dev.lastwatt.core.power;

import static dev.lastwatt.core.power.StatusFlag.LB;
import static dev.lastwatt.core.power.StatusFlag.OB;
import static dev.lastwatt.core.power.StatusFlag.OL;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RuntimeEstimatorTest {

    private static final Instant T0 = Instant.parse("2026-01-15T09:00:00Z");
    private static final Duration ASSUMED = Duration.ofMinutes(5);

    private PowerWatch watch = PowerWatch.begin(T0);
    private RuntimeEstimator estimator = RuntimeEstimator.begin(Battery.unknown(ASSUMED), 0.95, T0);

    @Test
    void fourFifthsOfTheReportedRuntimeAreTrustedOnTheMains() {
        read(0, 1000, null, OL);
        assertThat(lower(0)).isEqualTo(800);
        assertThat(estimator.estimate(at(0)).likely()).isEqualTo(Duration.ofSeconds(1000));
        assertThat(estimator.estimate(at(0)).reported()).isEqualTo(Duration.ofSeconds(1000));
        assertThat(lower(3600)).isEqualTo(800);
    }

    @Test
    void gaugeThatIsStuckIsCountedDown() {
        read(0, 1000, 40.0, OL);
        for (int s = 1; s <= 601; s++) {
            read(s, 1000, 40.0, OB);
        }
        assertThat(lower(601)).isEqualTo(200);
        assertThat(likely(601)).isEqualTo(400);
        for (int s = 602; s <= 1200; s++) {
            read(s, 1000, 40.0, OB);
        }
        assertThat(lower(1200)).isZero();
    }

    @Test
    void gaugeThatFallsFasterThanTimeIsFollowed() {
        read(0, 1000, 40.0, OB);
        read(59, 301, 40.0, OB);
        read(60, 300, 40.0, OB);
        assertThat(lower(60)).isEqualTo(240);
        assertThat(likely(60)).isEqualTo(300);
    }

    @Test
    void oneOddReadingIsNotBelieved() {
        read(0, 1000, 40.0, OB);
        read(1, 999, 40.0, OB);
        read(2, 5, 40.0, OB);
        assertThat(lower(2)).isGreaterThan(790);
        assertThat(likely(2)).isGreaterThan(990);
        read(3, 996, 40.0, OB);
        assertThat(lower(3)).isGreaterThan(790);
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
        for (int s = 1; s <= 100; s++) {
            read(s, 2000, 20.0, OB);
        }
        // One second at the full load, 99 at half of it: 2^1.12 = 2.17 times as long, and less than that is used.
        assertThat(lower(100)).isBetween(1600, 1640);
    }

    @Test
    void creditForAFallingLoadIsNeverMoreThanTheDeviceGives() {
        read(0, 1000, 40.0, OB);
        read(1, 999, 20.0, OB);
        assertThat(lower(1)).isEqualTo(799);
    }

    @Test
    void risingLoadUsesTheBatteryUpFaster() {
        read(0, 1000, 20.0, OB);
        read(1, 1000, 40.0, OB);
        assertThat(lower(1)).isLessThan(400);
    }

    @Test
    void runtimeThatIsMissingIsAssumed() {
        read(0, null, null, OL);
        assertThat(lower(0)).isEqualTo(300);
        read(1, null, null, OB);
        read(61, null, null, OB);
        assertThat(lower(61)).isEqualTo(240);
        assertThat(estimator.estimate(at(61)).reported()).isNull();
    }

    @Test
    void runtimeThatDisappearsOnBatteryIsTakenFromBeforeTheFailure() {
        read(0, 1000, null, OL);
        read(1, null, null, OB);
        assertThat(lower(1)).isEqualTo(800);
        assertThat(lower(101)).isEqualTo(700);
    }

    @Test
    void contactLostOnBatteryCountsOn() {
        read(0, 1000, 40.0, OB);
        assertThat(lower(100)).isEqualTo(700);
        assertThat(estimator.estimate(at(100)).because()).contains("no reading");
        assertThat(lower(2000)).isZero();
    }

    @Test
    void lowBatteryThatCountsLowersTheBoundToTwoMinutes() {
        read(0, 1000, null, OB);
        read(1, 1000, null, OB, LB);
        assertThat(watch.state()).isInstanceOf(PowerState.LowBattery.class);
        assertThat(lower(1)).isEqualTo(120);
        assertThat(likely(1)).isGreaterThan(900);
        assertThat(lower(31)).isEqualTo(90);
    }

    @Test
    void lowBatteryThatDoesNotCountYetLeavesTheBound() {
        readAtCharge(0, 1000, 95.0, null, OB);
        readAtCharge(1, 999, 95.0, null, OB, LB);
        assertThat(watch.state()).isInstanceOf(PowerState.OnBattery.class);
        assertThat(lower(1)).isGreaterThan(790);
    }

    @Test
    void restartInAnOutageWithoutAReadingCountsFromTheFailure() {
        watch = PowerWatch.resume(T0);
        estimator = RuntimeEstimator.resume(Battery.unknown(ASSUMED), 0.95, T0);
        assertThat(lower(100)).isEqualTo(200);
        assertThat(lower(400)).isZero();
    }

    @Test
    void restartInAnOutageBelievesTheDeviceAsSoonAsItAnswers() {
        watch = PowerWatch.resume(T0);
        estimator = RuntimeEstimator.resume(Battery.unknown(ASSUMED), 0.95, T0);
        read(100, 1000, null, OB);
        assertThat(lower(100)).isEqualTo(800);
    }

    @Test
    void restartInAnOutageWithADeviceThatGivesNoRuntimeCountsFromTheFailure() {
        watch = PowerWatch.resume(T0);
        estimator = RuntimeEstimator.resume(Battery.unknown(ASSUMED), 0.95, T0);
        read(100, null, null, OB);
        assertThat(lower(100)).isEqualTo(200);
    }

    @Test
    void mainsThatReturnEndTheCountdown() {
        read(0, 1000, null, OB);
        read(100, 900, null, OB);
        read(101, 1000, null, OL);
        assertThat(lower(101)).isEqualTo(800);
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
