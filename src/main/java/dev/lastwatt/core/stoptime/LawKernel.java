package dev.lastwatt.core.stoptime;

import org.jspecify.annotations.Nullable;

/** A law of one stop around its guest's log median, and tables of its distribution that serve every guest there ever is. */
enum LawKernel {
    NORMAL,
    LIGHT,
    SLOW,
    /** Slow for two reasons at once. */
    TWICE_SLOW;

    /** The tables reach so far to either side of the median at most, in units of the logarithm. */
    private static final int REACH = 10;

    private static final double NEGLIGIBLE = 1e-7;
    private static final int STRIDES = 5;

    /** Several threads may find one missing and make it twice; what they find is whole, since its fields are final. */
    private final @Nullable Table[] known = new Table[STRIDES * StopLaws.SPREADS.length];

    /**
     * A distribution at equal steps.
     *
     * @param values probabilities, where they are neither next to nothing nor next to 1
     * @param first where the first of them belongs, in steps above the median; below is nothing, after the last of them is 1
     */
    record Table(double[] values, int first) {}

    /** Probability of a logarithm up to so far above the median, for a guest of that spread. */
    double cdf(double above, double spread) {
        return switch (this) {
            case NORMAL -> NormalLaw.cdf(above / spread);
            case LIGHT -> new GammaLaw(spread).cdf(above);
            case SLOW -> NormalLaw.cdf((above - Pool.SLOW) / StopLaws.slowSpread(spread));
            case TWICE_SLOW -> NormalLaw.cdf((above - 2 * Pool.SLOW) / StopLaws.slowSpread(spread));
        };
    }

    /**
     * The same at every multiple of a step.
     *
     * @param spread index in {@link StopLaws#SPREADS}
     * @param stride the step in points of {@link StopLaws}, a power of two up to 16
     */
    Table table(int spread, int stride) {
        int index = spread * STRIDES + Integer.numberOfTrailingZeros(stride);
        Table table = known[index];
        if (table == null) {
            table = tabulate(StopLaws.SPREADS[spread], (double) stride / StopLaws.PER_UNIT);
            known[index] = table;
        }
        return table;
    }

    private Table tabulate(double spread, double step) {
        int first = (int) Math.ceil(-REACH / step);
        while (cdf(first * step, spread) < NEGLIGIBLE) {
            first++;
        }
        int last = (int) Math.floor(REACH / step);
        while (cdf(last * step, spread) > 1 - NEGLIGIBLE) {
            last--;
        }
        double[] values = new double[last - first + 1];
        for (int i = 0; i < values.length; i++) {
            values[i] = cdf((first + i) * step, spread);
        }
        return new Table(values, first);
    }
}
