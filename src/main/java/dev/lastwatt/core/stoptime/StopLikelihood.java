package dev.lastwatt.core.stoptime;

/** How well a log median, a spread and a habit explain one guest's history. */
final class StopLikelihood {

    /** Whatever the model says, anything is possible: density of the logarithm for a stop that nothing explains. */
    private static final double UNEXPLAINED = 0.0015;

    /** How probable it is that a stop never ends, for the reading of cut-off ones. */
    private static final double HANGS = 0.01;

    private static final double ROOT_TWO_PI = Math.sqrt(2 * Math.PI);

    private final History history;
    private final double updatesThen;
    private final double[] spread;
    private final GammaLaw[] gamma;

    /**
     * The likelihood of that history.
     *
     * @param updatesThen share of past stops that installed updates
     * @param spread the spreads that are asked for, by index
     */
    StopLikelihood(History history, double updatesThen, double[] spread) {
        this.history = history;
        this.updatesThen = updatesThen;
        this.spread = spread;
        this.gamma = new GammaLaw[spread.length];
        for (int s = 0; s < spread.length; s++) {
            gamma[s] = new GammaLaw(spread[s]);
        }
    }

    GammaLaw gamma(int s) {
        return gamma[s];
    }

    /** Share of past stops that were slow. */
    double slowThen(Habit habit) {
        return 1 - (1 - updatesThen) * (1 - habit.slowShare());
    }

    /** How well each habit, with that log median and spread, explains the history. */
    void logLikelihood(double median, int s, double[] byHabit) {
        double steadySlow = slowThen(Habit.STEADY);
        double erraticSlow = slowThen(Habit.ERRATIC);
        double steady = 0;
        double light = 0;
        double erratic = 0;
        for (int j = 0; j < history.ended().length; j++) {
            double above = history.ended()[j] - median;
            double normal = usual(above, s, Habit.STEADY);
            double slow = slow(above, s);
            double weight = history.endedWeight()[j];
            double slowest = steadySlow * slow + UNEXPLAINED;
            steady += weight * Math.log((1 - steadySlow) * normal + slowest);
            light += weight * Math.log((1 - steadySlow) * usual(above, s, Habit.LIGHT) + slowest);
            erratic += weight * Math.log((1 - erraticSlow) * normal + erraticSlow * slow + UNEXPLAINED);
        }
        for (int j = 0; j < history.cut().length; j++) {
            double above = history.cut()[j] - median;
            double weight = history.cutWeight()[j];
            steady += weight * Math.log(1 - (1 - HANGS) * endedBy(above, s, Habit.STEADY));
            light += weight * Math.log(1 - (1 - HANGS) * endedBy(above, s, Habit.LIGHT));
            erratic += weight * Math.log(1 - (1 - HANGS) * endedBy(above, s, Habit.ERRATIC));
        }
        byHabit[Habit.STEADY.ordinal()] = steady;
        byHabit[Habit.LIGHT.ordinal()] = light;
        byHabit[Habit.ERRATIC.ordinal()] = erratic;
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

    double slowSpread(int s) {
        return Math.sqrt(spread[s] * spread[s] + Pool.SLOW_SPREAD * Pool.SLOW_SPREAD);
    }

    double endedBy(double above, int s, Habit habit) {
        double slowShare = slowThen(habit);
        double usual = habit.isGamma() ? gamma[s].cdf(above) : NormalLaw.cdf(above / spread[s]);
        return (1 - slowShare) * usual + slowShare * NormalLaw.cdf((above - Pool.SLOW) / slowSpread(s));
    }

    /** How many of the past stops seem to have been slow because of updates. */
    double slowStops(double median, int s, Habit habit) {
        double share = slowThen(habit);
        double sum = 0;
        for (double y : history.ended()) {
            double slow = share * slow(y - median, s);
            sum += slow / (slow + (1 - share) * usual(y - median, s, habit) + UNEXPLAINED);
        }
        return sum * updatesThen / share;
    }
}
