package dev.lastwatt.core.stoptime;

/** How the stop times of one guest scatter while nothing special happens. Which one it is shows in its history, if at all. */
enum Habit {
    /** The logarithm is normal. */
    STEADY(0, false),
    /** Gamma: the upper tail is lighter. */
    LIGHT(0, true),
    /** Log-normal, and one stop in nine takes several times as long, for no reason that can be seen. */
    ERRATIC(0.11, false);

    private final double slowShare;
    private final boolean gamma;

    Habit(double slowShare, boolean gamma) {
        this.slowShare = slowShare;
        this.gamma = gamma;
    }

    /** Share of stops that are slow without a cause. */
    double slowShare() {
        return slowShare;
    }

    boolean isGamma() {
        return gamma;
    }
}
