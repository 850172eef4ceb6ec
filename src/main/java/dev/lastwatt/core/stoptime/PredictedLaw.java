package dev.lastwatt.core.stoptime;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A predictive mixture as a law that is cheap to ask: tabulated once over the logarithm of seconds, as the normal deviate of the
 * probability, which is a straight line where the law is log-normal and nearly one elsewhere. Between the points it is taken for
 * straight, so that both directions are exact inverses and never cross.
 */
final class PredictedLaw implements StopLaw {

    private static final int POINTS = 128;

    /** The table reaches from this probability to its counterpart; beyond, the last slope goes on. */
    private static final double TAIL = 1e-4;

    private static final double MIDDLE = 0.5;
    private static final double BOUND = 0.95;

    private final Predictive predictive;
    private final double caution;
    private @Nullable Table table;

    /**
     * The law of a mixture.
     *
     * @param caution upper quantiles leave only this share of the usual risk, above 0 to 1; from the median, which is not moved, to the
     *     95 % quantile it comes in step by step
     */
    PredictedLaw(Predictive predictive, double caution) {
        this.predictive = predictive;
        this.caution = caution;
    }

    private record Table(double from, double step, double[] deviates) {}

    @Override
    public Duration quantile(double probability) {
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException("a probability must be above 0 and below 1, is " + probability);
        }
        return Duration.ofMillis((long) Math.ceil(1000 * Math.exp(log(NormalLaw.deviate(cautious(probability))))));
    }

    @Override
    public double endedBy(Duration elapsed) {
        double seconds = elapsed.getSeconds() + elapsed.getNano() * 1e-9;
        return seconds <= 0 ? 0 : stated(NormalLaw.cdf(deviate(Math.log(seconds))));
    }

    /** The probability in the mixture at which the quantile that is asked for is taken. */
    private double cautious(double probability) {
        if (probability <= MIDDLE) {
            return probability;
        }
        double bound = 1 - (1 - BOUND) * caution;
        return probability <= BOUND
                ? MIDDLE + (probability - MIDDLE) * (bound - MIDDLE) / (BOUND - MIDDLE)
                : 1 - (1 - probability) * caution;
    }

    /** The inverse of it. */
    private double stated(double probability) {
        if (probability <= MIDDLE) {
            return probability;
        }
        double bound = 1 - (1 - BOUND) * caution;
        return probability <= bound
                ? MIDDLE + (probability - MIDDLE) * (BOUND - MIDDLE) / (bound - MIDDLE)
                : 1 - (1 - probability) / caution;
    }

    private double log(double deviate) {
        Table t = table();
        double[] z = t.deviates;
        int low = 0;
        int high = z.length - 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (z[middle] <= deviate) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return t.from + t.step * (low + (deviate - z[low]) / (z[low + 1] - z[low]));
    }

    private double deviate(double log) {
        Table t = table();
        double at = (log - t.from) / t.step;
        int low = (int) Math.max(0, Math.min(t.deviates.length - 2, Math.floor(at)));
        return t.deviates[low] + (at - low) * (t.deviates[low + 1] - t.deviates[low]);
    }

    private Table table() {
        Table known = table;
        if (known == null) {
            known = tabulate();
            table = known;
        }
        return known;
    }

    private Table tabulate() {
        double from = Math.log(predictive.quantile(TAIL));
        double step = (Math.log(predictive.quantile(1 - TAIL)) - from) / (POINTS - 1);
        double[] deviates = new double[POINTS];
        double last = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < POINTS; i++) {
            double deviate = NormalLaw.deviate(predictive.cdf(Math.exp(from + i * step)));
            // Where the mixture has a gap the table rises all the same, by too little to matter.
            last = Math.max(deviate, last + 1e-9);
            deviates[i] = last;
        }
        return new Table(from, step, deviates);
    }
}
