package dev.lastwatt.adapter.scenario.generate;

/** The law that the stop times of one guest follow, apart from pending updates. */
enum StopLaw {
    /** The logarithm is normal. */
    LOG_NORMAL,
    /** Gamma of the same mean logarithm and about the same spread. */
    GAMMA,
    /** Log-normal, and one stop in ten takes 4.5 times as long. */
    SLOW_ONE_IN_TEN;

    private static final double SLOW_SHARE = 0.1;
    private static final double SLOW_FACTOR = 4.5;

    /**
     * One stop.
     *
     * @param median seconds
     * @param sigma spread of the logarithm
     */
    double seconds(Dice dice, double median, double sigma) {
        return switch (this) {
            case LOG_NORMAL -> median * StrictMath.exp(sigma * dice.normal());
            case GAMMA -> {
                double shape = 1 / (sigma * sigma);
                // The median of a gamma law is about its mean times (1 - 1/(9k))^3 (Wilson and Hilferty, 1931).
                yield median * dice.gamma(shape) / shape / StrictMath.pow(1 - 1 / (9 * shape), 3);
            }
            case SLOW_ONE_IN_TEN ->
                LOG_NORMAL.seconds(dice, median, sigma) * (dice.happens(SLOW_SHARE) ? SLOW_FACTOR : 1);
        };
    }
}
