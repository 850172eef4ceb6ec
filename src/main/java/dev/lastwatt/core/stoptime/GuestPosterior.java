package dev.lastwatt.core.stoptime;

import java.util.ArrayList;
import java.util.List;

/**
 * What is believed of one guest after its history: probabilities over a grid of log medians and spreads, for each habit.
 *
 * <p>A past stop is one of the guest's habit, or a slow one; a stop that was cut off hangs, or would have ended later. Integrating
 * over the grid gives Student's t where all is simple, and still the right answer where the history has two heaps.
 */
final class GuestPosterior {

    private static final int COARSE = 48;
    private static final int FINE = 26;
    private static final int SPREADS = 7;
    private static final double SPREAD_STEP = 0.8;
    private static final Habit[] HABITS = Habit.values();

    /** Whatever the model says, anything is possible: density of the logarithm for a stop that nothing explains. */
    private static final double UNEXPLAINED = 0.0015;

    /** How probable it is that a stop never ends, for the reading of cut-off ones. */
    private static final double HANGS = 0.01;

    private static final double ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

    private final History history;
    private final LocationPrior prior;
    private final Pool pool;
    private final Traits.Os os;

    private final double[] location;
    private final double[] spread = new double[SPREADS];
    private final double[] spreadPrior = new double[SPREADS];
    private final GammaLaw[] gamma = new GammaLaw[SPREADS];
    /** By habit, location and spread; sums to 1. */
    private final double[][][] probability = new double[HABITS.length][][];

    GuestPosterior(Traits traits, History history, Pool pool) {
        this.history = history;
        this.pool = pool;
        this.os = traits.os();
        this.prior = LocationPrior.of(traits, pool);
        for (int s = 0; s < SPREADS; s++) {
            double z = SPREAD_STEP * (s - SPREADS / 2);
            spread[s] = Math.exp(pool.stopSpread() + Pool.SPREAD_OF_SPREAD * z);
            spreadPrior[s] = Math.exp(-0.5 * z * z);
            gamma[s] = new GammaLaw(spread[s]);
        }
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
        double best = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < COARSE; i++) {
            double at = low + i * step;
            log[i] = Math.log(prior.density(at) + 1e-30)
                    + logLikelihood(at, SPREADS / 2, Habit.STEADY, pool.updates(os) + 0.5 * pool.erratic() * 0.11);
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
        double[] fine = new double[FINE];
        for (int i = 0; i < FINE; i++) {
            fine[i] = from + (to - from) * i / (FINE - 1);
        }
        return fine;
    }

    private void fill() {
        double best = Double.NEGATIVE_INFINITY;
        for (Habit habit : HABITS) {
            double[][] log = new double[FINE][SPREADS];
            double share = Math.log(pool.share(habit));
            for (int i = 0; i < FINE; i++) {
                double place = Math.log(prior.density(location[i]) + 1e-30);
                for (int s = 0; s < SPREADS; s++) {
                    log[i][s] = share
                            + place
                            + Math.log(spreadPrior[s])
                            + logLikelihood(location[i], s, habit, slowThen(habit));
                    best = Math.max(best, log[i][s]);
                }
            }
            probability[habit.ordinal()] = log;
        }
        double total = 0;
        for (double[][] byHabit : probability) {
            for (double[] row : byHabit) {
                for (int s = 0; s < SPREADS; s++) {
                    row[s] = Math.exp(row[s] - best);
                    total += row[s];
                }
            }
        }
        for (double[][] byHabit : probability) {
            for (double[] row : byHabit) {
                for (int s = 0; s < SPREADS; s++) {
                    row[s] /= total;
                }
            }
        }
    }

    private double slowThen(Habit habit) {
        return 1 - (1 - pool.updates(os)) * (1 - habit.slowShare());
    }

    private double logLikelihood(double median, int s, Habit habit, double slowShare) {
        double sum = 0;
        for (int j = 0; j < history.ended().length; j++) {
            double above = history.ended()[j] - median;
            double density = (1 - slowShare) * usual(above, s, habit) + slowShare * slow(above, s) + UNEXPLAINED;
            sum += history.endedWeight()[j] * Math.log(density);
        }
        for (int j = 0; j < history.cut().length; j++) {
            double still = 1 - endedBy(history.cut()[j] - median, s, habit, slowShare);
            sum += history.cutWeight()[j] * Math.log(HANGS + (1 - HANGS) * still);
        }
        return sum;
    }

    private double usual(double above, int s, Habit habit) {
        if (habit.isGamma()) {
            return Math.exp(gamma[s].logDensity(above));
        }
        double z = above / spread[s];
        return Math.exp(-0.5 * z * z) / (spread[s] * ROOT_TWO_PI);
    }

    private double slow(double above, int s) {
        double wide = slowSpread(s);
        double z = (above - Pool.SLOW) / wide;
        return Math.exp(-0.5 * z * z) / (wide * ROOT_TWO_PI);
    }

    private double slowSpread(int s) {
        return Math.sqrt(spread[s] * spread[s] + Pool.SLOW_SPREAD * Pool.SLOW_SPREAD);
    }

    private double endedBy(double above, int s, Habit habit, double slowShare) {
        double usual = habit.isGamma() ? gamma[s].cdf(above) : NormalLaw.cdf(above / spread[s]);
        return (1 - slowShare) * usual + slowShare * NormalLaw.cdf((above - Pool.SLOW) / slowSpread(s));
    }

    /** Adds what this guest shows to what its host's guests show. A guest without history shows nothing. */
    void tell(PoolEvidence evidence) {
        if (history.count() == 0) {
            return;
        }
        evidence.guests++;
        double[] likelihood = new double[HABITS.length];
        double slow = 0;
        for (Habit habit : HABITS) {
            double byHabit = 0;
            double share = slowThen(habit);
            for (int i = 0; i < FINE; i++) {
                double here = 0;
                for (int s = 0; s < SPREADS; s++) {
                    double p = probability[habit.ordinal()][i][s];
                    here += p;
                    evidence.stopSpreadSum += p * Math.log(spread[s]);
                    if (p > 1e-3) {
                        slow += p * slowStops(location[i], s, habit, share);
                    }
                }
                byHabit += here;
                if (here > 1e-6) {
                    double all = prior.density(location[i]) + 1e-300;
                    for (LocationPrior.Part part : prior.parts()) {
                        evidence.location(
                                part.windows(),
                                here * part.density(location[i]) / all,
                                location[i] - part.shift(),
                                part.centre());
                    }
                }
            }
            likelihood[habit.ordinal()] = byHabit / pool.share(habit);
        }
        evidence.habits.add(likelihood);
        evidence.updates(os, history.count(), slow);
    }

    /** How many of the past stops seem to have been slow because of updates. */
    private double slowStops(double median, int s, Habit habit, double share) {
        double sum = 0;
        for (double y : history.ended()) {
            double slow = share * slow(y - median, s);
            sum += slow / (slow + (1 - share) * usual(y - median, s, habit) + UNEXPLAINED);
        }
        return sum * pool.updates(os) / share;
    }

    /** Probability that the guest of its habit is not off after these log seconds though it would end; updates included. */
    double notEndedBy(double logSeconds) {
        double sum = 0;
        for (Habit habit : HABITS) {
            for (int i = 0; i < FINE; i++) {
                for (int s = 0; s < SPREADS; s++) {
                    double p = probability[habit.ordinal()][i][s];
                    if (p > 1e-5) {
                        sum += p * (1 - endedBy(logSeconds - location[i], s, habit, slowThen(habit)));
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
        for (int i = 0; i < FINE; i++) {
            for (int s = 0; s < SPREADS; s++) {
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
                add(parts, light, location[i], spread[s], gamma[s]);
                add(parts, once, location[i] + Pool.SLOW, slowSpread(s), null);
                add(parts, twice, location[i] + 2 * Pool.SLOW, slowSpread(s), null);
            }
        }
        return Predictive.of(parts);
    }

    private static void add(
            List<Predictive.Part> parts,
            double weight,
            double location,
            double spread,
            @org.jspecify.annotations.Nullable GammaLaw gamma) {
        if (weight > 1e-7) {
            parts.add(new Predictive.Part(weight, location, spread, gamma));
        }
    }

    /** Standard deviation of the log median: how far the guest's own level is still unknown. */
    double levelUncertainty() {
        double mean = 0;
        double square = 0;
        for (double[][] byHabit : probability) {
            for (int i = 0; i < FINE; i++) {
                for (int s = 0; s < SPREADS; s++) {
                    mean += byHabit[i][s] * location[i];
                    square += byHabit[i][s] * location[i] * location[i];
                }
            }
        }
        return Math.sqrt(Math.max(0, square - mean * mean));
    }
}
