package dev.lastwatt.core.stoptime;

import org.jspecify.annotations.Nullable;

/**
 * How probable a past stop is, by how far it lies above its guest's log median, for one spread and one share of past stops that installed
 * updates. Both come from fixed sets, so that what was computed once serves every host there ever is. Immutable.
 */
final class StopLaws {

    /** The spreads that a guest may have, as standard deviations of the logarithm: each about a quarter above the one before. */
    static final double[] SPREADS = new double[13];

    /** Logarithm of the ratio of one spread to the next. */
    static final double SPREAD_STEP = 0.25;

    /** Points of the tables in one unit of the logarithm; between two points they are straight. */
    static final int PER_UNIT = 64;

    /** Whatever the model says, anything is possible: density of the logarithm for a stop that nothing explains. */
    static final double UNEXPLAINED = 0.0015;

    /** How probable it is that a stop never ends, for the reading of those that did not end while watched. */
    static final double HANGS = 0.01;

    /** The tables reach from so far below the median to so far above it; outside nothing changes any more. */
    static final int BELOW = 8 * PER_UNIT;

    static final int POINTS = 18 * PER_UNIT + 1;

    private static final double ROOT_TWO_PI = Math.sqrt(2 * Math.PI);
    private static final Habit[] HABITS = Habit.values();

    /** Several threads may find one missing and make it twice; what they find is whole, since it has final fields only. */
    private static final @Nullable StopLaws[] KNOWN;

    static {
        for (int s = 0; s < SPREADS.length; s++) {
            SPREADS[s] = 0.06 * Math.exp(SPREAD_STEP * s);
        }
        KNOWN = new StopLaws[SPREADS.length * UpdateShares.LEVELS.length];
    }

    /** By habit and point: logarithm of the density of a stop that ended there. */
    final double[][] ended = new double[HABITS.length][POINTS];

    /** By habit and point: logarithm of the probability that a stop has not ended there. */
    final double[][] open = new double[HABITS.length][POINTS];

    private StopLaws(double spread, double updates) {
        GammaLaw gamma = new GammaLaw(spread);
        double wide = slowSpread(spread);
        for (int i = 0; i < POINTS; i++) {
            double above = (double) (i - BELOW) / PER_UNIT;
            double slow = density((above - Pool.SLOW) / wide) / wide;
            double slowEnded = NormalLaw.cdf((above - Pool.SLOW) / wide);
            for (Habit habit : HABITS) {
                int h = habit.ordinal();
                double share = 1 - (1 - updates) * (1 - habit.slowShare());
                double usual = habit.isGamma() ? Math.exp(gamma.logDensity(above)) : density(above / spread) / spread;
                double usualEnded = habit.isGamma() ? gamma.cdf(above) : NormalLaw.cdf(above / spread);
                ended[h][i] = Math.log((1 - share) * usual + share * slow + UNEXPLAINED);
                open[h][i] = Math.log(1 - (1 - HANGS) * ((1 - share) * usualEnded + share * slowEnded));
            }
        }
    }

    /** The tables of that spread of {@link #SPREADS} and that share of {@link UpdateShares#LEVELS}. */
    static StopLaws of(int spread, int level) {
        int index = level * SPREADS.length + spread;
        StopLaws known = KNOWN[index];
        if (known == null) {
            known = new StopLaws(SPREADS[spread], UpdateShares.LEVELS[level]);
            KNOWN[index] = known;
        }
        return known;
    }

    /** Spread of a slow stop of a guest of that spread. */
    static double slowSpread(double spread) {
        return Math.sqrt(spread * spread + Pool.SLOW_SPREAD * Pool.SLOW_SPREAD);
    }

    private static double density(double z) {
        return Math.exp(-0.5 * z * z) / ROOT_TWO_PI;
    }
}
