package dev.lastwatt.core.stoptime;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How well each log median, spread and habit explains one guest's history, on a grid of medians laid where they explain it at all. Rests
 * on the history and the traits alone, so that it outlives what is learned of the other guests. Not safe for several threads.
 */
final class GuestEvidence {

    private static final int HABITS = Habit.values().length;

    /** Medians that explain the history worse by this factor, as a logarithm, are left out. */
    private static final double HOPELESS = 8;

    /** A look at everything takes steps of an eighth; so does a grid where little is known. */
    private static final int COARSEST = StopLaws.PER_UNIT / 8;

    /** A grid has about so many points, where its step allows it. */
    private static final int ENOUGH = 11;

    /** The spread and the share of updates that the coarse look takes: on the wide side. */
    private static final int WIDE_SPREAD = 8;

    private static final int USUAL_LEVEL = 3;

    /** So many stops say more of the guest's median than anything else does. */
    private static final int ENOUGH_STOPS = 3;

    private final Traits traits;
    private final History history;
    private int first;
    private int stride;
    private int count;
    private double best;
    /** By level of {@link UpdateShares}, then spread; null where nobody asked yet. */
    private final @Nullable Explained[] likelihoods =
            new Explained[UpdateShares.LEVELS.length * StopLaws.SPREADS.length];

    private record Explained(double[] byHabitAndMedian) {}

    GuestEvidence(Traits traits, History history) {
        this.traits = traits;
        this.history = history;
        layGrid(LocationPrior.of(traits, Pool.ASSUMED));
    }

    /** Whether it would be the same for that guest. */
    boolean isOf(Traits those, History that) {
        return traits.os() == those.os()
                && traits.memoryBytes() == those.memoryBytes()
                && traits.role() == those.role()
                && history.same(that);
    }

    /** What the same history says of a guest in another role. */
    GuestEvidence inRole(Role role) {
        return role == traits.role()
                ? this
                : new GuestEvidence(new Traits(traits.os(), traits.memoryBytes(), role, traits.updates()), history);
    }

    private void layGrid(LocationPrior prior) {
        boolean enough = history.count() >= ENOUGH_STOPS;
        double low = enough ? Double.POSITIVE_INFINITY : prior.low();
        double high = enough ? Double.NEGATIVE_INFINITY : prior.high();
        for (double y : history.ended()) {
            low = Math.min(low, y - 1 - Pool.SLOW);
            high = Math.max(high, y + 1);
        }
        for (double y : history.cut()) {
            high = Math.max(high, y + 1);
        }
        first = (int) Math.floor(low * StopLaws.PER_UNIT / COARSEST);
        stride = COARSEST;
        count = (int) Math.ceil(high * StopLaws.PER_UNIT / COARSEST) - first + 1;
        double[] log = logLikelihood(StopLaws.of(WIDE_SPREAD, USUAL_LEVEL));
        double[] here = new double[count];
        double top = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            double explained = log[i];
            for (int h = 1; h < HABITS; h++) {
                explained = Math.max(explained, log[h * count + i]);
            }
            here[i] = Math.log(prior.density(location(i)) + 1e-30) + explained;
            top = Math.max(top, here[i]);
        }
        int from = 0;
        while (here[from] < top - HOPELESS) {
            from++;
        }
        int to = count - 1;
        while (here[to] < top - HOPELESS) {
            to--;
        }
        int begin = (first + from - 1) * COARSEST;
        int end = (first + to + 1) * COARSEST;
        while (stride > 1 && (end - begin) / stride < ENOUGH) {
            stride /= 2;
        }
        first = begin / stride;
        count = end / stride - first + 1;
        best = Double.NEGATIVE_INFINITY;
        for (double l : logLikelihood(StopLaws.of(WIDE_SPREAD, USUAL_LEVEL))) {
            best = Math.max(best, l);
        }
    }

    History history() {
        return history;
    }

    /** Number of log medians on the grid. */
    int count() {
        return count;
    }

    /** The first log median of the grid, in its steps. */
    int first() {
        return first;
    }

    /** Step of the grid, in points of {@link StopLaws}. */
    int stride() {
        return stride;
    }

    /** A log median of the grid. */
    double location(int i) {
        return (double) (first + i) * stride / StopLaws.PER_UNIT;
    }

    /** How well each habit (slowest) and median (fastest index) explains the history, up to a factor that is the guest's own. */
    double[] likelihood(int level, int spread) {
        int index = level * StopLaws.SPREADS.length + spread;
        Explained known = likelihoods[index];
        if (known == null) {
            double[] values = logLikelihood(StopLaws.of(spread, level));
            for (int i = 0; i < values.length; i++) {
                double log = values[i] - best;
                values[i] = log < -40 ? 0 : Math.exp(log);
            }
            known = new Explained(values);
            likelihoods[index] = known;
        }
        return known.byHabitAndMedian();
    }

    private double[] logLikelihood(StopLaws laws) {
        double[] sum = new double[HABITS * count];
        for (int h = 0; h < HABITS; h++) {
            add(sum, h, laws.ended[h], history.ended(), history.endedWeight());
            add(sum, h, laws.open[h], history.cut(), history.cutWeight());
        }
        return sum;
    }

    private void add(double[] sum, int habit, double[] table, double[] stops, double[] weights) {
        int last = StopLaws.POINTS - 2;
        for (int j = 0; j < stops.length; j++) {
            double at = stops[j] * StopLaws.PER_UNIT;
            int point = (int) Math.floor(at);
            // The grid's step is a whole number of points: the part of a step is the same for every median.
            double high = (at - point) * weights[j];
            double low = weights[j] - high;
            int index = point - first * stride + StopLaws.BELOW;
            int to = habit * count;
            if (index <= last && index - (count - 1) * stride >= 0) {
                for (int i = 0; i < count; i++, index -= stride) {
                    sum[to + i] += low * table[index] + high * table[index + 1];
                }
            } else {
                for (int i = 0; i < count; i++, index -= stride) {
                    int inside = Math.max(0, Math.min(last, index));
                    sum[to + i] += low * table[inside] + high * table[inside + 1];
                }
            }
        }
    }

    /** Whether there is anything to explain. */
    boolean isEmpty() {
        return history.ended().length == 0 && history.cut().length == 0;
    }

    /** Levels of {@link UpdateShares} that are worth a look, with their probabilities. One where there is nothing to explain. */
    double[] levels() {
        double[] assumed = UpdateShares.assumed(traits.os());
        if (isEmpty()) {
            Arrays.fill(assumed, 0);
            assumed[USUAL_LEVEL] = 1;
        }
        return assumed;
    }
}
