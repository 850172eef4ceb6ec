package dev.lastwatt.core.stoptime;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How long one stop of one guest is expected to take, and how probable it is that it never ends. Immutable. */
public final class StopTime {

    private static final double UPPER = 0.95;
    private static final double EXTREME = 0.99;

    private final StopLaw law;
    private final double hang;
    private final int samples;
    private final Supplier<String> explain;

    // Found when they are first asked for; finding them twice gives the same.
    private @Nullable Duration median;
    private @Nullable Duration upper;
    private @Nullable Duration extreme;
    private @Nullable String because;

    /**
     * What is expected of a stop.
     *
     * @param law how long it takes, given that it ends
     * @param hang probability that it never ends, 0 to 1
     * @param samples how many measured stops the figures rest on
     * @param explain the estimate explained in a sentence; asked for at most when somebody reads it
     */
    public StopTime(StopLaw law, double hang, int samples, Supplier<String> explain) {
        this.law = law;
        this.hang = hang;
        this.samples = samples;
        this.explain = explain;
    }

    /**
     * The same where something else is done first.
     *
     * @param first how long that takes, not negative
     * @param what what it is
     */
    public StopTime after(Duration first, String what) {
        return new StopTime(
                new LaterLaw(law, first),
                hang,
                samples,
                () -> because() + "; and " + first.toSeconds() + " s at most for " + what + " before");
    }

    /** Half of the stops that end are over by then. */
    public Duration median() {
        Duration known = median;
        if (known == null) {
            known = quantile(0.5);
            median = known;
        }
        return known;
    }

    /** 95 % of the stops that end are over by then. */
    public Duration upper() {
        Duration known = upper;
        if (known == null) {
            known = quantile(UPPER);
            upper = known;
        }
        return known;
    }

    /** 99 % of the stops that end are over by then. */
    public Duration extreme() {
        Duration known = extreme;
        if (known == null) {
            known = quantile(EXTREME);
            extreme = known;
        }
        return known;
    }

    /**
     * The time by which the stop is over with that probability, given that it ends.
     *
     * @param probability above 0, below 1
     */
    public Duration quantile(double probability) {
        return law.quantile(probability);
    }

    /** The same in seconds. */
    double seconds(double probability) {
        return law.quantile(probability).toMillis() / 1000.0;
    }

    /** How the time is distributed, given that the stop ends. */
    public StopLaw law() {
        return law;
    }

    /** Probability that the stop never ends, 0 to 1. */
    public double hang() {
        return hang;
    }

    /** How many stops of this guest by this method the figures rest on, whatever other guests have shown. */
    public int samples() {
        return samples;
    }

    /** The estimate explained in a sentence. */
    public String because() {
        String known = because;
        if (known == null) {
            known = explain.get();
            because = known;
        }
        return known;
    }

    /**
     * Probability that a stop which has not ended yet ends within that time from now. The longer it lasts, the more it looks like one
     * that never ends: planning study, section 2.3.
     *
     * @param elapsed how long ago it was asked for; not negative
     * @param more from now on; not negative
     * @return 0 to 1; 0 where it ought to be over for certain and is not
     */
    public double endsWithin(Duration elapsed, Duration more) {
        double now = law.endedBy(elapsed);
        double then = law.endedBy(elapsed.plus(more));
        double open = hang + (1 - hang) * (1 - now);
        return open <= 0 ? 0 : Math.min(1, Math.max(0, (1 - hang) * (then - now) / open));
    }

    /** The same figures in the same words. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof StopTime that
                        && hang == that.hang
                        && samples == that.samples
                        && median().equals(that.median())
                        && upper().equals(that.upper())
                        && extreme().equals(that.extreme())
                        && because().equals(that.because());
    }

    @Override
    public int hashCode() {
        return Objects.hash(upper(), samples);
    }

    @Override
    public String toString() {
        return "StopTime[median=" + median() + ", upper=" + upper() + ", extreme=" + extreme() + ", hang=" + hang
                + ", samples=" + samples + ", because=" + because() + "]";
    }
}
