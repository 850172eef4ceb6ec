package dev.lastwatt.app;

import dev.lastwatt.core.power.Battery;
import dev.lastwatt.core.power.PowerState;
import dev.lastwatt.core.power.PowerWatch;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.RemainingRuntime;
import dev.lastwatt.core.power.RuntimeEstimator;
import dev.lastwatt.core.power.SourceAnswer;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is known of the power: the watch over the source's answers, and the estimate of the remaining runtime. */
final class Supply {

    private final Duration forcedGrace;
    private PowerWatch watch;
    private RuntimeEstimator estimator;
    private @Nullable SourceAnswer latest;

    Supply(PowerWatch watch, Battery battery, double confidence, Duration forcedGrace, Instant now) {
        this.watch = watch;
        this.estimator = watch.state()
                .onBatterySince()
                .map(failedAt -> RuntimeEstimator.resume(battery, confidence, failedAt))
                .orElseGet(() -> RuntimeEstimator.begin(battery, confidence, now));
        this.forcedGrace = forcedGrace;
    }

    void answered(SourceAnswer answer) {
        latest = answer;
        watch = watch.next(answer);
        if (answer instanceof SourceAnswer.Answered answered) {
            estimator = estimator.next(answered.reading(), watch.state());
        }
    }

    RuntimeEstimator estimator() {
        return estimator;
    }

    /** Something else is known of the battery. */
    void learn(Battery battery, double confidence, Instant now) {
        estimator = estimator.with(battery, confidence, now);
    }

    void at(Instant now) {
        watch = watch.at(now);
    }

    PowerState power() {
        return watch.state();
    }

    PowerWatch watch() {
        return watch;
    }

    @Nullable Reading reading() {
        return watch.last();
    }

    /** The load by the latest reading, null where it does not say. */
    @Nullable Double loadWatts() {
        Reading last = watch.last();
        return last == null ? null : last.loadWatts();
    }

    @Nullable SourceAnswer latest() {
        return latest;
    }

    RemainingRuntime remaining(Instant now) {
        RemainingRuntime estimate = estimator.estimate(now);
        // The server that announced it may be gone by now: the power is cut all the same.
        PowerState known =
                watch.state() instanceof PowerState.Unknown lost && lost.last() != null ? lost.last() : watch.state();
        if (!(known instanceof PowerState.ForcedShutdown forced)) {
            return estimate;
        }
        Duration grace = forcedGrace.minus(Duration.between(forced.since(), now));
        return estimate.cutAt(
                grace.isNegative() ? Duration.ZERO : grace,
                "the master of the UPS has announced to cut the power; the policy allows " + forcedGrace.toSeconds()
                        + " s from then");
    }
}
