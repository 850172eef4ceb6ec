package dev.lastwatt.core.stoptime;

import java.time.Duration;

/** What to expect of one stop of one guest. Immutable. */
public final class StopEstimate {

    private final Predictive predictive;
    private final double caution;
    private final double hang;
    private final int samples;
    private final Explanation explanation;
    private final StopTime time;

    StopEstimate(Predictive predictive, double caution, double hang, int samples, Explanation explanation) {
        this.predictive = predictive;
        this.caution = caution;
        this.hang = hang;
        this.samples = samples;
        this.explanation = explanation;
        Duration median = quantile(0.5);
        Duration upper = quantile(0.95);
        String because = explanation.sentence((double) upper.toMillis() / Math.max(1, median.toMillis()));
        this.time = new StopTime(median, upper, quantile(0.99), hang, samples, because);
    }

    /**
     * The time by which it has ended with that probability, given that it ends.
     *
     * @param probability above 0, below 1
     */
    public Duration quantile(double probability) {
        return Duration.ofMillis((long) Math.ceil(1000 * seconds(probability)));
    }

    /** The same in seconds. */
    double seconds(double probability) {
        return predictive.quantile(probability <= 0.5 ? probability : 1 - (1 - probability) * caution);
    }

    /** Probability that it never ends, 0 to 1. */
    public double hang() {
        return hang;
    }

    /**
     * Probability that a stop asked for so long ago, and not over yet, is over within that time.
     *
     * @param elapsed since it was asked for, not negative
     * @param within from now, not negative
     */
    public double endsWithin(Duration elapsed, Duration within) {
        double now = predictive.cdf(elapsed.toMillis() / 1000.0);
        double then = predictive.cdf(elapsed.plus(within).toMillis() / 1000.0);
        double open = hang + (1 - hang) * (1 - now);
        return open <= 0 ? 0 : Math.max(0, (1 - hang) * (then - now)) / open;
    }

    /** How many measured stops it rests on. */
    public int samples() {
        return samples;
    }

    /** The estimate explained in a sentence. */
    public String because() {
        return time.because();
    }

    /** Its median, its 95 % and 99 % quantiles and the chance of a hang, as the planner takes them. */
    public StopTime time() {
        return time;
    }
}
