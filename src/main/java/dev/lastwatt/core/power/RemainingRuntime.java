package dev.lastwatt.core.power;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How long the battery lasts: a distribution, of which a lower bound and a middle are taken, at the present load or at one that
 * changes ({@link LoadProfile}). Immutable.
 */
public final class RemainingRuntime {

    /** What no battery outlasts: keeps a load of nothing from giving a time without end. */
    private static final double LONGEST = Duration.ofDays(30).toSeconds();

    /** Amounts left, seconds at the present load, ascending; between two of them the probability changes evenly. */
    private final double[] amounts;

    /** Of each amount: the probability that there is at least that much. From 1 to 0. */
    private final double[] probabilities;

    /** How much of each amount is gone by now. */
    private final double gone;

    /** How fast the battery is used up now, in the terms of the amounts. */
    private final double pace;

    /** The power is cut by then whatever the battery holds, seconds. */
    private final double cutAt;

    private final double lower;
    private final double likely;
    private final @Nullable Duration reported;
    private final double confidence;
    private final Supplier<String> because;

    private RemainingRuntime(
            double[] amounts,
            double[] probabilities,
            double gone,
            double pace,
            double cutAt,
            double lower,
            double likely,
            @Nullable Duration reported,
            double confidence,
            Supplier<String> because) {
        this.amounts = amounts;
        this.probabilities = probabilities;
        this.gone = gone;
        this.pace = pace;
        this.cutAt = cutAt;
        this.lower = lower;
        this.likely = likely;
        this.reported = reported;
        this.confidence = confidence;
        this.because = because;
    }

    /**
     * A bound and a middle of which nothing else is known: below the bound, and above the middle, every length is as likely as
     * another.
     *
     * @param lowerBound it lasts at least that long, at the stated confidence
     * @param likely the middle estimate
     * @param reported what the device says, null where it says nothing usable
     * @param confidence of the lower bound, 0.5 to 1
     * @param because the bound explained in a sentence
     */
    public RemainingRuntime(
            Duration lowerBound, Duration likely, @Nullable Duration reported, double confidence, String because) {
        this(seconds(lowerBound), seconds(likely), Double.POSITIVE_INFINITY, reported, confidence, () -> because);
    }

    private RemainingRuntime(
            double lower,
            double likely,
            double cutAt,
            @Nullable Duration reported,
            double confidence,
            Supplier<String> because) {
        this(
                new double[] {0, lower, Math.max(lower, likely), 2 * Math.max(lower, likely)},
                new double[] {1, confidence, 0.5, 0},
                0,
                1,
                cutAt,
                lower,
                likely,
                reported,
                confidence,
                because);
    }

    /**
     * A distribution. The arrays are kept, and must not change.
     *
     * @param amounts seconds at a load of reference, ascending
     * @param probabilities of each: that the battery held at least that much
     * @param gone what is used by now, seconds at the load of reference
     * @param pace how fast it is used now, 1 at the load of reference
     * @param lower the amount of the lower bound
     * @param likely the middle amount
     */
    static RemainingRuntime of(
            double[] amounts,
            double[] probabilities,
            double gone,
            double pace,
            double lower,
            double likely,
            @Nullable Duration reported,
            double confidence,
            Supplier<String> because) {
        double left = Math.max(0, lower - gone) / pace;
        double middle = Math.max(left, Math.max(0, likely - gone) / pace);
        return new RemainingRuntime(
                amounts,
                probabilities,
                gone,
                pace,
                Double.POSITIVE_INFINITY,
                left,
                middle,
                reported,
                confidence,
                because);
    }

    /** What is planned with: it lasts at least that long at the present load, at the stated confidence. */
    public Duration lowerBound() {
        return duration(Math.min(lower, cutAt));
    }

    /** The middle estimate at the present load, by which a guest is given up and never a start decided. */
    public Duration likely() {
        return duration(Math.min(likely, cutAt));
    }

    /** {@link #lowerBound()} if the load changes like that. */
    public Duration lowerBound(LoadProfile load) {
        return duration(Math.min(load.lasts(lower), cutAt));
    }

    /** {@link #likely()} if the load changes like that. */
    public Duration likely(LoadProfile load) {
        return duration(Math.min(load.lasts(likely), cutAt));
    }

    /** The probability, 0 to 1, that it lasts that long if the load changes like that. */
    public double lasts(Duration time, LoadProfile load) {
        double seconds = seconds(time);
        return seconds > cutAt ? 0 : atLeast(gone + load.used(seconds) * pace) / Math.max(1e-12, atLeast(gone));
    }

    /**
     * What it lasts at least at the present load with that probability, as far as the battery decides: what the bound takes off for a
     * flag of the device, or for a cut that was announced, is not taken off here.
     *
     * @param probability 0 to 1
     */
    public Duration lastsWith(double probability) {
        double wanted = probability * atLeast(gone);
        int last = amounts.length - 1;
        int above = 1;
        while (above < last && probabilities[above] > wanted) {
            above++;
        }
        double height = probabilities[above - 1] - probabilities[above];
        double share = height > 0 ? Math.min(1, Math.max(0, (probabilities[above - 1] - wanted) / height)) : 1;
        double amount = amounts[above - 1] + share * (amounts[above] - amounts[above - 1]);
        return duration(Math.min(cutAt, Math.max(0, amount - gone) / pace));
    }

    /** What the device says, null where it says nothing usable. */
    public @Nullable Duration reported() {
        return reported;
    }

    /** Of the lower bound, 0 to 1. */
    public double confidence() {
        return confidence;
    }

    /** The bound explained in a sentence. */
    public String because() {
        return because.get();
    }

    /** The same when that much time has passed at the present load and nothing was heard since. */
    public RemainingRuntime after(Duration passed) {
        double seconds = seconds(passed);
        return new RemainingRuntime(
                amounts,
                probabilities,
                gone + seconds * pace,
                pace,
                Math.max(0, cutAt - seconds),
                Math.max(0, lower - seconds),
                Math.max(0, likely - seconds),
                reported,
                confidence,
                because);
    }

    /**
     * The same if that share of the present load has to be carried from now on.
     *
     * @param share above 0; 1 is the present load
     */
    public RemainingRuntime atLoad(double share) {
        if (share == 1) {
            return this;
        }
        double faster = LoadProfile.rate(share);
        return new RemainingRuntime(
                amounts,
                probabilities,
                gone,
                pace * faster,
                cutAt,
                lower / faster,
                likely / faster,
                reported,
                confidence,
                because);
    }

    /** The same, explained like that. */
    public RemainingRuntime explained(UnaryOperator<String> words) {
        return new RemainingRuntime(
                amounts,
                probabilities,
                gone,
                pace,
                cutAt,
                lower,
                likely,
                reported,
                confidence,
                () -> words.apply(because.get()));
    }

    /** The same of a battery that lasts that much longer. */
    public RemainingRuntime longerBy(Duration more) {
        return new RemainingRuntime(
                amounts,
                probabilities,
                gone - seconds(more) * pace,
                pace,
                cutAt,
                lower + seconds(more),
                likely + seconds(more),
                reported,
                confidence,
                because);
    }

    /** The same if the power is cut then, whatever the battery holds. */
    public RemainingRuntime cutAt(Duration latest, String reason) {
        return new RemainingRuntime(
                amounts,
                probabilities,
                gone,
                pace,
                Math.min(cutAt, seconds(latest)),
                lower,
                likely,
                reported,
                confidence,
                () -> reason);
    }

    /** Another estimate of the same battery: these shares of bound and middle. */
    RemainingRuntime scaled(double ofLower, double ofLikely, String reason) {
        return new RemainingRuntime(lower * ofLower, likely * ofLikely, cutAt, reported, confidence, () -> reason);
    }

    /** The probability that the battery held at least that much. */
    private double atLeast(double amount) {
        if (amount <= amounts[0]) {
            return probabilities[0];
        }
        int last = amounts.length - 1;
        if (amount >= amounts[last]) {
            return probabilities[last];
        }
        int found = Arrays.binarySearch(amounts, amount);
        int above = found >= 0 ? found : -found - 1;
        double width = amounts[above] - amounts[above - 1];
        double share = width > 0 ? (amount - amounts[above - 1]) / width : 1;
        return probabilities[above - 1] + share * (probabilities[above] - probabilities[above - 1]);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.round(1000 * Math.min(LONGEST, seconds)));
    }

    @Override
    public String toString() {
        return lowerBound() + " at " + confidence + ", likely " + likely() + ": " + because();
    }
}
