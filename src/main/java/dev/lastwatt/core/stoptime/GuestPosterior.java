package dev.lastwatt.core.stoptime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is believed of one guest after its history: probabilities over a grid of log medians and spreads, for each habit.
 *
 * <p>A past stop is one of the guest's habit, or a slow one; a stop that was cut off hangs, or would have ended later. Integrating
 * over the grid gives Student's t where all is simple, and still the right answer where the history has two heaps.
 */
final class GuestPosterior {

    private static final int COARSE = 40;
    private static final double SPREAD_REACH = 2.3;
    private static final int ENOUGH_FOR_A_SPREAD = 4;
    private static final Habit[] HABITS = Habit.values();

    private final History history;
    private final LocationPrior prior;
    private final Pool pool;
    private final Traits.Os os;

    private final int locations;
    private final int spreads;
    private final double[] location;
    private final double[] spread;
    private final double[] spreadPrior;
    private final StopLaws laws;
    private final StopLikelihood likelihood;
    /** By habit, location and spread; sums to 1. */
    private final double[][][] probability = new double[HABITS.length][][];

    /** How finely the grid is drawn. */
    enum Detail {
        /** Enough to learn what guests have in common. */
        SKETCH(14, 5),
        FULL(24, 6);

        private final int locations;
        private final int spreads;

        Detail(int locations, int spreads) {
            this.locations = locations;
            this.spreads = spreads;
        }
    }

    /**
     * What is believed of that guest.
     *
     * @param laws by operating system, of this very pool and detail; missing ones are added
     */
    GuestPosterior(Traits traits, History history, Pool pool, Detail detail, Map<Traits.Os, StopLaws> laws) {
        this.locations = detail.locations;
        this.spreads = detail.spreads;
        this.spread = new double[spreads];
        this.spreadPrior = new double[spreads];
        this.history = history;
        this.pool = pool;
        this.os = traits.os();
        this.prior = LocationPrior.of(traits, pool);
        for (int s = 0; s < spreads; s++) {
            double z = SPREAD_REACH * (2.0 * s / (spreads - 1) - 1);
            spread[s] = Math.exp(pool.stopSpread() + Pool.SPREAD_OF_SPREAD * z);
            spreadPrior[s] = Math.exp(-0.5 * z * z);
        }
        this.laws = laws.computeIfAbsent(os, o -> new StopLaws(pool.updates(o), spread));
        this.likelihood = new StopLikelihood(history, this.laws);
        this.location = grid();
        fill();
    }

    /** Locations worth looking at: first a coarse look at everything, then where the probability is. */
    private double[] grid() {
        double low = prior.low();
        double high = prior.high();
        for (double y : history.ended()) {
            low = Math.min(low, y - 1);
            high = Math.max(high, y + 1);
        }
        double step = (high - low) / (COARSE - 1);
        double[] log = new double[COARSE];
        double[] byHabit = new double[HABITS.length];
        double best = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < COARSE; i++) {
            double at = low + i * step;
            likelihood.logLikelihood(at, spreads / 2, byHabit);
            log[i] = Math.log(prior.density(at) + 1e-30) + Math.max(byHabit[0], byHabit[2]);
            best = Math.max(best, log[i]);
        }
        int first = COARSE;
        int last = 0;
        for (int i = 0; i < COARSE; i++) {
            if (log[i] > best - 10) {
                first = Math.min(first, i);
                last = i;
            }
        }
        double from = low + (first - 1) * step;
        double to = low + (last + 1) * step;
        double[] fine = new double[locations];
        for (int i = 0; i < locations; i++) {
            fine[i] = from + (to - from) * i / (locations - 1);
        }
        return fine;
    }

    private void fill() {
        double best = Double.NEGATIVE_INFINITY;
        for (Habit habit : HABITS) {
            probability[habit.ordinal()] = new double[locations][spreads];
        }
        double[] byHabit = new double[HABITS.length];
        for (int i = 0; i < locations; i++) {
            double place = Math.log(prior.density(location[i]) + 1e-30);
            for (int s = 0; s < spreads; s++) {
                likelihood.logLikelihood(location[i], s, byHabit);
                for (Habit habit : HABITS) {
                    double log = Math.log(pool.share(habit) * spreadPrior[s]) + place + byHabit[habit.ordinal()];
                    probability[habit.ordinal()][i][s] = log;
                    best = Math.max(best, log);
                }
            }
        }
        double total = 0;
        for (double[][] table : probability) {
            for (double[] row : table) {
                for (int s = 0; s < spreads; s++) {
                    row[s] = Math.exp(row[s] - best);
                    total += row[s];
                }
            }
        }
        for (double[][] table : probability) {
            for (double[] row : table) {
                for (int s = 0; s < spreads; s++) {
                    row[s] /= total;
                }
            }
        }
    }

    /** Adds what this guest shows to what its host's guests show. A guest without history shows nothing. */
    void tell(PoolEvidence evidence) {
        if (history.count() == 0) {
            return;
        }
        evidence.guests++;
        double[] explained = new double[HABITS.length];
        double slow = 0;
        double logSpread = 0;
        for (Habit habit : HABITS) {
            double byHabit = 0;
            for (int i = 0; i < locations; i++) {
                double here = 0;
                for (int s = 0; s < spreads; s++) {
                    double p = probability[habit.ordinal()][i][s];
                    here += p;
                    logSpread += p * Math.log(spread[s]);
                    if (p > 3e-3) {
                        slow += p * likelihood.slowStops(location[i], s, habit);
                    }
                }
                byHabit += here;
                if (here > 1e-6) {
                    double all = prior.density(location[i]) + 1e-300;
                    for (LocationPrior.Part part : prior.parts()) {
                        if (part.odd()) {
                            continue;
                        }
                        evidence.location(
                                part.windows(),
                                here * part.density(location[i]) / all,
                                location[i] - part.shift(),
                                part.centre());
                    }
                }
            }
            explained[habit.ordinal()] = byHabit / pool.share(habit);
        }
        if (history.count() >= ENOUGH_FOR_A_SPREAD) {
            evidence.scattering++;
            evidence.stopSpreadSum += logSpread;
        }
        evidence.habits.add(explained);
        evidence.updates(os, history.count(), slow);
    }

    /** Probability that the guest of its habit is not off after these log seconds though it would end; updates included. */
    double notEndedBy(double logSeconds) {
        double sum = 0;
        for (Habit habit : HABITS) {
            for (int i = 0; i < locations; i++) {
                for (int s = 0; s < spreads; s++) {
                    double p = probability[habit.ordinal()][i][s];
                    if (p > 1e-5) {
                        sum += p * (1 - laws.endedBy(logSeconds - location[i], s, habit));
                    }
                }
            }
        }
        return sum;
    }

    /**
     * The next stop.
     *
     * @param updates probability that it installs updates
     */
    Predictive next(double updates) {
        List<Predictive.Part> parts = new ArrayList<>();
        for (int i = 0; i < locations; i++) {
            for (int s = 0; s < spreads; s++) {
                double normal = 0;
                double light = 0;
                double once = 0;
                double twice = 0;
                for (Habit habit : HABITS) {
                    double p = probability[habit.ordinal()][i][s];
                    double r = habit.slowShare();
                    if (habit.isGamma()) {
                        light += p * (1 - updates);
                    } else {
                        normal += p * (1 - updates) * (1 - r);
                    }
                    once += p * (updates * (1 - r) + (1 - updates) * r);
                    twice += p * updates * r;
                }
                add(parts, normal, location[i], spread[s], null);
                add(parts, light, location[i], spread[s], laws.gamma(s));
                add(parts, once, location[i] + Pool.SLOW, laws.slowSpread(s), null);
                add(parts, twice, location[i] + 2 * Pool.SLOW, laws.slowSpread(s), null);
            }
        }
        return Predictive.of(parts);
    }

    private static void add(
            List<Predictive.Part> parts, double weight, double location, double spread, @Nullable GammaLaw gamma) {
        if (weight > 1e-7) {
            parts.add(new Predictive.Part(weight, location, spread, gamma));
        }
    }

    /** Probability that its habit is to be slow now and then. */
    double erratic() {
        double sum = 0;
        for (double[] row : probability[Habit.ERRATIC.ordinal()]) {
            for (double p : row) {
                sum += p;
            }
        }
        return sum;
    }

    /** Standard deviation of the log median: how far the guest's own level is still unknown. */
    double levelUncertainty() {
        double mean = 0;
        double square = 0;
        for (double[][] byHabit : probability) {
            for (int i = 0; i < locations; i++) {
                for (int s = 0; s < spreads; s++) {
                    mean += byHabit[i][s] * location[i];
                    square += byHabit[i][s] * location[i] * location[i];
                }
            }
        }
        return Math.sqrt(Math.max(0, square - mean * mean));
    }
}
