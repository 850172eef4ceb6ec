package dev.lastwatt.core.stoptime;

import java.util.Arrays;

/**
 * How probable a past stop is, by how far it lies from the guest's median, for each spread of a grid and each habit. What is asked for
 * again and again is kept in tables, so that one instance should serve all guests of an operating system. Not safe for several threads.
 */
final class StopLaws {

    /** Whatever the model says, anything is possible: density of the logarithm for a stop that nothing explains. */
    static final double UNEXPLAINED = 0.0015;

    /** How probable it is that a stop never ends, for the reading of those that did not end while watched. */
    private static final double HANGS = 0.01;

    private static final double ROOT_TWO_PI = Math.sqrt(2 * Math.PI);
    private static final int HABITS = Habit.values().length;

    // Tables over the logarithm of a stop less the guest's log median; between two points they are straight.
    private static final double FROM = -5;
    private static final double STEP = 0.01;
    private static final int POINTS = 1200;

    private final double updatesThen;
    private final double[] spread;
    private final GammaLaw[] gamma;
    private final double[][] ended;
    private final double[][] notEnded;

    /**
     * The laws.
     *
     * @param updatesThen share of past stops that installed updates
     * @param spread the spreads that are asked for, by index
     */
    StopLaws(double updatesThen, double[] spread) {
        this.updatesThen = updatesThen;
        this.spread = spread.clone();
        this.gamma = new GammaLaw[spread.length];
        this.ended = new double[spread.length][];
        this.notEnded = new double[spread.length][];
        for (int s = 0; s < spread.length; s++) {
            gamma[s] = new GammaLaw(spread[s]);
            ended[s] = unknown();
            notEnded[s] = unknown();
        }
    }

    private static double[] unknown() {
        double[] table = new double[POINTS * HABITS];
        Arrays.fill(table, Double.NaN);
        return table;
    }

    GammaLaw gamma(int s) {
        return gamma[s];
    }

    double updatesThen() {
        return updatesThen;
    }

    /** Share of past stops that were slow. */
    double slowThen(Habit habit) {
        return 1 - (1 - updatesThen) * (1 - habit.slowShare());
    }

    /** Adds to each habit, times the weight, the logarithm of how probable a stop is that ended so far above the median. */
    void addEnded(double above, int s, double weight, double[] byHabit) {
        add(ended[s], above, s, weight, byHabit, false);
    }

    /** The same for a stop that had not ended by then. */
    void addNotEnded(double above, int s, double weight, double[] byHabit) {
        add(notEnded[s], above, s, weight, byHabit, true);
    }

    private void add(double[] table, double above, int s, double weight, double[] byHabit, boolean open) {
        double at = (above - FROM) / STEP;
        int point = (int) at;
        if (!(at >= 0) || point >= POINTS - 1) {
            double[] direct = new double[HABITS];
            fill(direct, 0, above, s, open);
            for (int h = 0; h < HABITS; h++) {
                byHabit[h] += weight * direct[h];
            }
            return;
        }
        int index = point * HABITS;
        if (Double.isNaN(table[index])) {
            fill(table, index, FROM + point * STEP, s, open);
        }
        if (Double.isNaN(table[index + HABITS])) {
            fill(table, index + HABITS, FROM + (point + 1) * STEP, s, open);
        }
        double part = at - point;
        for (int h = 0; h < HABITS; h++) {
            double low = table[index + h];
            byHabit[h] += weight * (low + part * (table[index + HABITS + h] - low));
        }
    }

    private void fill(double[] table, int index, double above, int s, boolean open) {
        for (Habit habit : Habit.values()) {
            double share = slowThen(habit);
            table[index + habit.ordinal()] = open
                    ? Math.log(1 - (1 - HANGS) * endedBy(above, s, habit))
                    : Math.log((1 - share) * usual(above, s, habit) + share * slow(above, s) + UNEXPLAINED);
        }
    }

    /** Density of the logarithm of a stop where nothing special happens. */
    double usual(double above, int s, Habit habit) {
        if (habit.isGamma()) {
            return Math.exp(gamma[s].logDensity(above));
        }
        double z = above / spread[s];
        return Math.exp(-0.5 * z * z) / (spread[s] * ROOT_TWO_PI);
    }

    /** Density of the logarithm of a slow stop. */
    double slow(double above, int s) {
        double wide = slowSpread(s);
        double z = (above - Pool.SLOW) / wide;
        return Math.exp(-0.5 * z * z) / (wide * ROOT_TWO_PI);
    }

    double slowSpread(int s) {
        return Math.sqrt(spread[s] * spread[s] + Pool.SLOW_SPREAD * Pool.SLOW_SPREAD);
    }

    double endedBy(double above, int s, Habit habit) {
        double slowShare = slowThen(habit);
        double usual = habit.isGamma() ? gamma[s].cdf(above) : NormalLaw.cdf(above / spread[s]);
        return (1 - slowShare) * usual + slowShare * NormalLaw.cdf((above - Pool.SLOW) / slowSpread(s));
    }
}
