package dev.lastwatt.core.power;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.core.power.PlayedGauge.Kind;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole discharges under each gauge of the catalogue: when somebody acts on the bound, is there as much left as it promises? */
class LyingGaugesTest {

    private static final double LEAD = 240;

    @Test
    void goodGaugeOfAnAgedBatteryIsBelieved() {
        PlayedGauge gauge = new PlayedGauge(Kind.GOOD, 0.75, 1);
        assertThat(gauge.leftWhenBoundIs(LEAD)).isBetween(LEAD, 1.35 * LEAD);
    }

    @Test
    void gaugeThatCountsFromANewBatteryIsNotBelievedOnAnOldOne() {
        PlayedGauge gauge = new PlayedGauge(Kind.OPTIMISTIC, 0.7, 1);
        assertThat(gauge.leftWhenBoundIs(LEAD)).isGreaterThan(0.8 * LEAD);
    }

    @Test
    void gaugeThatFallsOffACliffIsNotBelievedOnAnOldBattery() {
        PlayedGauge gauge = new PlayedGauge(Kind.CLIFF, 0.7, 1);
        assertThat(gauge.leftWhenBoundIs(LEAD)).isGreaterThan(0.8 * LEAD);
    }

    /** The charge falls to next to nothing, the runtime to what is left: it is acted on at once, and not taken for the end. */
    @Test
    void aChargeThatDropsAllAtOnceBesideARuntimeThatGoesOnIsNotTheEnd() {
        PlayedGauge gauge = new PlayedGauge(Kind.CLIFF, 0.85, 3);
        gauge.calibrated = true;
        gauge.cliffAt = 0.45;
        gauge.play((second, estimate) -> {
            double left = gauge.lasts() - second;
            double since = second - 0.55 * gauge.lasts();
            if (since > 15 && left > 120) {
                assertThat(estimate.lowerBound().toSeconds())
                        .as("bound at %s s", second)
                        .isLessThan(Math.round(0.5 * left) + 60);
                assertThat(estimate.likely().toSeconds())
                        .as("middle at %s s", second)
                        .isBetween(Math.round(0.6 * left), Math.round(1.7 * left));
            }
        });
    }

    @Test
    void calibrationShowsWhatAGaugeThatCountsFromNewHides() {
        PlayedGauge gauge = new PlayedGauge(Kind.CLIFF, 0.55, 1);
        gauge.calibrated = true;
        assertThat(gauge.leftWhenBoundIs(LEAD)).isBetween(0.9 * LEAD, 1.7 * LEAD);
    }

    @Test
    void stuckGaugeIsFoundOutByItsCharge() {
        PlayedGauge gauge = new PlayedGauge(Kind.STUCK, 0.8, 1);
        assertThat(gauge.leftWhenBoundIs(LEAD)).isBetween(0.95 * LEAD, 1.4 * LEAD);
    }

    @Test
    void pessimisticGaugeDoesNotStopEverythingAtOnce() {
        PlayedGauge gauge = new PlayedGauge(Kind.PESSIMISTIC, 0.85, 1);
        assertThat(gauge.leftWhenBoundIs(LEAD)).isBetween(LEAD, 2 * LEAD);
    }

    @Test
    void gaugeThatJumpsAboutIsAveraged() {
        PlayedGauge gauge = new PlayedGauge(Kind.NOISY, 0.85, 1);
        assertThat(gauge.leftWhenBoundIs(LEAD, 60)).isBetween(0.9 * LEAD, 2.2 * LEAD);
    }

    @Test
    void sentinelsBetweenGoodReadingsCostNothing() {
        PlayedGauge gauge = new PlayedGauge(Kind.SENTINELS, 0.75, 1);
        assertThat(gauge.leftWhenBoundIs(LEAD)).isBetween(LEAD, 1.35 * LEAD);
    }

    @Test
    void gaugeWithoutARuntimeIsReadByItsCharge() {
        PlayedGauge gauge = new PlayedGauge(Kind.NO_RUNTIME, 0.75, 1);
        assertThat(gauge.leftWhenBoundIs(LEAD)).isBetween(0.95 * LEAD, 1.4 * LEAD);
    }

    @Test
    void gaugeWithoutAChargeIsReadByItsRuntime() {
        PlayedGauge gauge = new PlayedGauge(Kind.NO_CHARGE, 0.75, 1);
        gauge.table = false;
        assertThat(gauge.leftWhenBoundIs(LEAD)).isBetween(0.95 * LEAD, 2 * LEAD);
    }

    @Test
    void lowBatteryAtOnceLeavesTheMiddleEstimateToTheOtherFigures() {
        PlayedGauge gauge = new PlayedGauge(Kind.EARLY_LOW, 0.85, 1);
        gauge.play((second, estimate) -> {
            if (second == 60) {
                assertThat(estimate.lowerBound()).isLessThanOrEqualTo(Duration.ofSeconds(120));
                assertThat(estimate.likely()).isGreaterThan(Duration.ofSeconds(400));
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void boundNeverOutlivesTheBatteryByMuchOnceItIsShort(Kind kind) {
        for (double health : new double[] {0.6, 0.8, 1.0}) {
            PlayedGauge gauge = new PlayedGauge(kind, health, 7);
            gauge.calibrated = true;
            gauge.play((second, estimate) -> {
                double left = gauge.lasts() - second;
                if (left < 200 && left > 60) {
                    assertThat(estimate.lowerBound().toSeconds())
                            .as("%s at %s, %s s before the end", kind, health, left)
                            .isLessThan((long) (2 * left));
                }
            });
        }
    }

    @Test
    void overManyBatteriesTheBoundHoldsAsOftenAsItSays() {
        Random random = new Random(5);
        Map<Kind, Integer> late = new EnumMap<>(Kind.class);
        int played = 0;
        int missed = 0;
        for (int i = 0; i < 300; i++) {
            double years = 6 * random.nextDouble();
            double health = Math.max(0.35, 1.0 - 0.05 * years + 0.08 * random.nextGaussian());
            Kind kind = random.nextDouble() < 0.6 ? Kind.GOOD : Kind.values()[random.nextInt(Kind.values().length)];
            PlayedGauge gauge = new PlayedGauge(kind, health, i);
            gauge.years = years;
            gauge.calibrated = random.nextBoolean();
            gauge.bias = Math.exp(0.1 * random.nextGaussian());
            gauge.everySeconds = 15;
            if (gauge.lasts() > 1.3 * LEAD) {
                played++;
                if (gauge.leftWhenBoundIs(LEAD) < 0.9 * LEAD) {
                    missed++;
                    late.merge(kind, 1, Integer::sum);
                }
            }
        }
        assertThat(missed).as("of %s, by kind %s", played, late).isLessThanOrEqualTo((int) (0.05 * played));
    }

    @Test
    void worseHealthOnFileNeverMakesTheBoundLater() {
        for (Kind kind : Kind.values()) {
            double before = 0;
            for (double health = 1.0; health > 0.5; health -= 0.1) {
                PlayedGauge gauge = new PlayedGauge(kind, 0.8, 3);
                double found = health;
                double[] sum = {0};
                PowerWatch[] watch = {PowerWatch.begin(PlayedGauge.FAILURE)};
                Battery battery = new Battery(
                        gauge.battery().installed(),
                        gauge.battery().whenNew(),
                        new Battery.Calibration(PlayedGauge.FAILURE, found, 0.1),
                        Duration.ofMinutes(5));
                RuntimeEstimator estimator = RuntimeEstimator.begin(battery, 0.95, PlayedGauge.FAILURE);
                for (int second = 0; second < 120; second += 5) {
                    Reading reading = gauge.reading(second);
                    watch[0] = watch[0].next(new SourceAnswer.Answered(reading));
                    estimator = estimator.next(reading, watch[0].state());
                    sum[0] += estimator.estimate(reading.takenAt()).lowerBound().toMillis() / 1000.0;
                }
                if (before > 0) {
                    assertThat(sum[0]).as("%s at %s", kind, found).isLessThanOrEqualTo(before * 1.005);
                }
                before = sum[0];
            }
        }
    }

    @Test
    void olderBatteryNeverHasALaterBound() {
        for (Kind kind : new Kind[] {Kind.GOOD, Kind.OPTIMISTIC, Kind.STUCK, Kind.NO_RUNTIME}) {
            double before = Double.POSITIVE_INFINITY;
            for (double years = 0; years <= 8; years++) {
                PlayedGauge gauge = new PlayedGauge(kind, 0.95, 3);
                gauge.years = years;
                double[] first = {Double.NaN};
                gauge.play((second, estimate) -> {
                    if (Double.isNaN(first[0])) {
                        first[0] = estimate.lowerBound().toMillis() / 1000.0;
                    }
                });
                assertThat(first[0]).as("%s at %s years", kind, years).isLessThanOrEqualTo(before * 1.005);
                before = first[0];
            }
        }
    }

    @Test
    void boundNeverRisesMerelyBecauseTimePasses() {
        Random random = new Random(11);
        for (int i = 0; i < 60; i++) {
            PlayedGauge gauge =
                    new PlayedGauge(Kind.values()[i % Kind.values().length], 0.6 + 0.4 * random.nextDouble(), i);
            PowerWatch watch = PowerWatch.begin(PlayedGauge.FAILURE);
            RuntimeEstimator estimator = RuntimeEstimator.begin(gauge.battery(), 0.95, PlayedGauge.FAILURE);
            int last = 5 * random.nextInt(60);
            for (int second = 0; second <= last; second += 5) {
                Reading reading = gauge.reading(second);
                watch = watch.next(new SourceAnswer.Answered(reading));
                estimator = estimator.next(reading, watch.state());
            }
            Duration before = Duration.ofDays(1);
            for (int silent = 0; silent < 1200; silent += 7) {
                Duration bound = estimator
                        .estimate(PlayedGauge.FAILURE.plusSeconds(last + silent))
                        .lowerBound();
                assertThat(bound).isLessThanOrEqualTo(before);
                before = bound;
            }
        }
    }

    @Test
    void moreReadingsOfAGoodGaugeNeverMakeItLessSafe() {
        for (int seed = 0; seed < 12; seed++) {
            for (int every : new int[] {30, 10, 5, 1}) {
                PlayedGauge gauge = new PlayedGauge(Kind.GOOD, 0.7 + 0.02 * seed, seed);
                gauge.everySeconds = every;
                assertThat(gauge.leftWhenBoundIs(LEAD))
                        .as("seed %s, every %s s", seed, every)
                        .isGreaterThan(0.93 * LEAD);
            }
        }
    }
}
