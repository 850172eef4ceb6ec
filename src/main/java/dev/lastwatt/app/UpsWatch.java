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
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of one UPS by one source: the watch over its answers, and the estimate of the remaining runtime. */
final class UpsWatch {

    private final Duration forcedGrace;
    private PowerWatch watch;
    private RuntimeEstimator estimator;
    private @Nullable SourceAnswer latest;
    private @Nullable Reading told;

    UpsWatch(PowerWatch watch, Battery battery, double confidence, Duration forcedGrace, Instant now) {
        this.watch = watch;
        this.estimator = watch.state()
                .onBatterySince()
                .map(failedAt -> RuntimeEstimator.resume(battery, confidence, failedAt))
                .orElseGet(() -> RuntimeEstimator.begin(battery, confidence, now));
        this.forcedGrace = forcedGrace;
    }

    /**
     * The source answered, or did not.
     *
     * @param testIsOurs whether a self-test that the UPS claims is one that we began: then nobody has to guess what it may hide
     */
    void answered(SourceAnswer answer, boolean testIsOurs) {
        latest = answer;
        watch = watch.next(
                testIsOurs && answer instanceof SourceAnswer.Answered a
                        ? new SourceAnswer.Answered(a.reading().withoutTest())
                        : answer);
        if (answer instanceof SourceAnswer.Answered answered) {
            told = answered.reading();
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

    /** What an administrator should know, in plain words. */
    List<String> alarms(String of) {
        List<String> alarms = new ArrayList<>(watch.alarms());
        if (latest instanceof SourceAnswer.Missing missing) {
            alarms.add("no reading of " + of + ": " + missing.detail());
        }
        return alarms;
    }

    @Nullable Reading reading() {
        return watch.last();
    }

    /** The load by the latest reading, null where it does not say. */
    @Nullable Double loadWatts() {
        Reading last = watch.last();
        return last == null ? null : last.loadWatts();
    }

    /** The latest reading as it came, with what the UPS calls a test; null if there never was one. */
    @Nullable Reading told() {
        return told == null ? watch.last() : told;
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
