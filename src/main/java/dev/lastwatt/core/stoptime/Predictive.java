package dev.lastwatt.core.stoptime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The next stop's duration as a mixture of laws of its logarithm. Immutable. Every quantile comes from the one mixture, so a
 * higher probability never gives a shorter time.
 */
final class Predictive {

    private static final double PRECISION = 1e-4;

    private final List<Part> parts;

    private Predictive(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * One law.
     *
     * @param weight its share, above 0
     * @param location logarithm of its median in seconds
     * @param spread standard deviation of the logarithm, above 0
     * @param gamma the law of that spread where it is gamma; null where the logarithm is normal
     */
    record Part(
            double weight,
            double location,
            double spread,
            @Nullable GammaLaw gamma) {

        double cdf(double logSeconds) {
            double above = logSeconds - location;
            return gamma == null ? NormalLaw.cdf(above / spread) : gamma.cdf(above);
        }
    }

    /** The mixture of these parts, whose weights need not sum to 1; parts that do not matter are left out. */
    static Predictive of(List<Part> parts) {
        double heaviest = parts.stream().mapToDouble(Part::weight).max().orElse(0);
        List<Part> kept =
                parts.stream().filter(p -> p.weight() > 1e-4 * heaviest).toList();
        double total = kept.stream().mapToDouble(Part::weight).sum();
        if (!(total > 0) || !Double.isFinite(total)) {
            throw new IllegalArgumentException("a mixture needs parts of positive weight, their sum is " + total);
        }
        List<Part> scaled = new ArrayList<>(kept.size());
        for (Part p : kept) {
            scaled.add(new Part(p.weight() / total, p.location(), p.spread(), p.gamma()));
        }
        return new Predictive(scaled);
    }

    /** The same law with every time so many times as long. */
    Predictive stretched(double factor) {
        double longer = Math.log(factor);
        return new Predictive(parts.stream()
                .map(p -> new Part(p.weight(), p.location() + longer, p.spread(), p.gamma()))
                .toList());
    }

    /** Probability that it has ended after these seconds, given that it ends. */
    double cdf(double seconds) {
        return seconds <= 0 ? 0 : cdfOfLog(Math.log(seconds));
    }

    /**
     * Seconds after which it has ended with that probability, given that it ends.
     *
     * @param probability above 0, below 1
     */
    double quantile(double probability) {
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException("a probability must be above 0 and below 1, is " + probability);
        }
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Part p : parts) {
            low = Math.min(low, p.location() - 8 * p.spread());
            high = Math.max(high, p.location() + 8 * p.spread());
        }
        // Regula falsi in the form called Illinois (Dowell and Jarratt, 1971): a third of the steps that halving takes.
        double below = -probability;
        double above = 1 - probability;
        int kept = 0;
        while (high - low > PRECISION) {
            double at = low - below * (high - low) / (above - below);
            double middle = Math.min(high - 0.4 * PRECISION, Math.max(low + 0.4 * PRECISION, at));
            double miss = cdfOfLog(middle) - probability;
            if (miss < 0) {
                low = middle;
                below = miss;
                above = kept < 0 ? above / 2 : above;
                kept = -1;
            } else {
                high = middle;
                above = miss;
                below = kept > 0 ? below / 2 : below;
                kept = 1;
            }
        }
        return Math.exp(high);
    }

    private double cdfOfLog(double logSeconds) {
        double sum = 0;
        for (Part p : parts) {
            sum += p.weight() * p.cdf(logSeconds);
        }
        return sum;
    }
}
