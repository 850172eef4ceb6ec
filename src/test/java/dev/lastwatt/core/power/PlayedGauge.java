package dev.lastwatt.core.power;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A battery that is discharged, and a gauge that tells of it in one of the ways of the scenario format. Written for these tests: nothing of
 * the estimator is used.
 */
final class PlayedGauge {

    static final Instant FAILURE = Instant.parse("2026-01-15T09:00:00Z");
    static final Duration NEW = Duration.ofMinutes(15);

    enum Kind {
        GOOD,
        OPTIMISTIC,
        CLIFF,
        STUCK,
        PESSIMISTIC,
        NOISY,
        EARLY_LOW,
        NO_RUNTIME,
        NO_CHARGE,
        SENTINELS
    }

    final Kind kind;
    final double health;
    double startCharge = 1;
    double bias = 1;
    double stuckSeconds = 1200;
    /** What is left of a battery when its gauge falls off the cliff, as a share. */
    double cliffAt = 0.1;

    boolean calibrated;

    @Nullable Double years = 4.0;

    boolean table = true;
    int everySeconds = 5;
    private final Random random;

    PlayedGauge(Kind kind, double health, long seed) {
        this.kind = kind;
        this.health = health;
        this.random = new Random(seed);
    }

    double whenNew() {
        return NEW.toSeconds() * startCharge;
    }

    /** Seconds that the battery lasts. */
    double lasts() {
        return whenNew() * health;
    }

    Battery battery() {
        return new Battery(
                years == null ? null : FAILURE.minusSeconds(Math.round(years * 365.25 * 86_400)),
                table ? RuntimeTable.atPresentLoad(NEW) : null,
                calibrated ? new Battery.Calibration(FAILURE, health, 0.1) : null,
                Duration.ofMinutes(5));
    }

    Reading reading(double second) {
        double left = Math.max(0, lasts() - second);
        double asNew = Math.max(0, whenNew() - second);
        double f = left / lasts();
        double runtime = left * bias;
        double charge = f;
        switch (kind) {
            case OPTIMISTIC -> {
                double l = Math.min(1, f / 0.35);
                runtime = (l * asNew + (1 - l) * left) * bias;
                charge = l * asNew / whenNew() + (1 - l) * f;
            }
            case CLIFF -> {
                runtime = f > cliffAt ? asNew * bias : left;
                charge = f > cliffAt ? asNew / whenNew() : Math.min(0.05, f);
            }
            case STUCK -> runtime = stuckSeconds;
            case PESSIMISTIC -> {
                runtime = left * bias / 2;
                charge = f * (0.55 + 0.45 * Math.exp(-second / 5));
            }
            case NOISY -> {
                runtime = left * Math.exp(0.5 * random.nextGaussian());
                charge = Math.min(1, Math.max(0, f + 0.1 * random.nextGaussian()));
            }
            default -> {}
        }
        runtime = Math.round(runtime * Math.exp(0.03 * random.nextGaussian()) / 10) * 10;
        double percent = Math.round(100 * charge * startCharge);
        boolean silent = kind == Kind.NO_RUNTIME;
        Set<StatusFlag> flags = EnumSet.of(StatusFlag.OB);
        if (percent <= 10 || (!silent && runtime <= 120) || (kind == Kind.EARLY_LOW && second >= 1)) {
            flags.add(StatusFlag.LB);
        }
        if (kind == Kind.SENTINELS) {
            double[] sentinels = {65_535, runtime, -1, runtime, 0, runtime, 43_200};
            runtime = sentinels[(int) (second / everySeconds) % sentinels.length];
        }
        return new Reading(
                FAILURE.plusMillis(Math.round(second * 1000)),
                flags,
                kind == Kind.NO_CHARGE ? null : percent,
                silent ? null : Duration.ofSeconds(Math.round(runtime)),
                null,
                300.0,
                null,
                null);
    }

    /** What is seen at each reading of a whole discharge at a load that stays. */
    interface Watcher {
        void see(double second, RemainingRuntime estimate);
    }

    void play(Watcher watcher) {
        PowerWatch watch = PowerWatch.begin(FAILURE);
        RuntimeEstimator estimator = RuntimeEstimator.begin(battery(), 0.95, FAILURE);
        for (int second = 0; second < lasts(); second += everySeconds) {
            Reading reading = reading(second);
            watch = watch.next(new SourceAnswer.Answered(reading));
            estimator = estimator.next(reading, watch.state());
            watcher.see(second, estimator.estimate(reading.takenAt()));
        }
    }

    /** What the battery really has left when the bound first says that it is this or less. */
    double leftWhenBoundIs(double lead) {
        return leftWhenBoundIs(lead, 0);
    }

    /** The same for somebody who does nothing in the first seconds. */
    double leftWhenBoundIs(double lead, double from) {
        double[] at = {Double.NaN};
        play((second, estimate) -> {
            if (Double.isNaN(at[0]) && second >= from && estimate.lowerBound().toMillis() <= lead * 1000) {
                at[0] = second;
            }
        });
        return Double.isNaN(at[0]) ? 0 : lasts() - at[0];
    }
}
