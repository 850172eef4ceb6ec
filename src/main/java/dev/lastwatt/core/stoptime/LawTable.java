package dev.lastwatt.core.stoptime;

/**
 * A distribution of log seconds as a table: at equal steps the normal deviate of the probability, which rises along a straight line where
 * the law is log-normal and along a smooth one elsewhere; between the points a cubic that never falls (Fritsch and Carlson, 1980).
 * Beyond the table the last slope goes on. Both directions read the same curve, so that they are inverse. Immutable.
 */
final class LawTable {

    /** The table reaches from about this probability to its counterpart. */
    private static final double TAIL = 2e-5;

    private final double from;
    private final double step;
    private final double[] deviates;
    /** Slopes at the points, in deviates a step. */
    private final double[] slopes;

    private LawTable(double from, double step, double[] deviates, double[] slopes) {
        this.from = from;
        this.step = step;
        this.deviates = deviates;
        this.slopes = slopes;
    }

    private static LawTable of(double from, double step, double[] deviates) {
        int last = deviates.length - 1;
        double[] slopes = new double[deviates.length];
        slopes[0] = deviates[1] - deviates[0];
        slopes[last] = deviates[last] - deviates[last - 1];
        for (int i = 1; i < last; i++) {
            double before = deviates[i] - deviates[i - 1];
            double after = deviates[i + 1] - deviates[i];
            // No slope may exceed three times a neighbouring difference, or the curve would fall somewhere.
            slopes[i] = Math.min(0.5 * (before + after), 3 * Math.min(before, after));
        }
        return new LawTable(from, step, deviates, slopes);
    }

    /** The same law with every time longer by that logarithm. */
    LawTable later(double log) {
        return new LawTable(from + log, step, deviates, slopes);
    }

    /** The normal deviate of the probability that it has ended by then. */
    double deviate(double log) {
        double at = (log - from) / step;
        int last = deviates.length - 1;
        if (at <= 0) {
            return deviates[0] + at * slopes[0];
        }
        if (at >= last) {
            return deviates[last] + (at - last) * slopes[last];
        }
        int i = (int) at;
        return within(i, at - i);
    }

    private double within(int i, double t) {
        double rise = deviates[i + 1] - deviates[i];
        double c = 3 * rise - 2 * slopes[i] - slopes[i + 1];
        double d = slopes[i] + slopes[i + 1] - 2 * rise;
        return deviates[i] + t * (slopes[i] + t * (c + t * d));
    }

    /** The log seconds at which that deviate is reached. */
    double log(double deviate) {
        int last = deviates.length - 1;
        if (deviate <= deviates[0]) {
            return from + step * (deviate - deviates[0]) / slopes[0];
        }
        if (deviate >= deviates[last]) {
            return from + step * (last + (deviate - deviates[last]) / slopes[last]);
        }
        int low = 0;
        int high = last;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (deviates[middle] <= deviate) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double below = 0;
        double above = 1;
        for (int halving = 0; halving < 24; halving++) {
            double t = 0.5 * (below + above);
            if (within(low, t) <= deviate) {
                below = t;
            } else {
                above = t;
            }
        }
        return from + step * (low + above);
    }

    /** Adds up laws around the points of a grid of medians. Lives within one tabulation. */
    static final class Sum {

        /** Room below the lowest and above the highest median, in units of the logarithm. */
        private static final int BELOW = 3;

        private static final int ABOVE = 6;

        /** The table's step, in points of {@link StopLaws}, where the medians lie closer. */
        private static final int STRIDE = StopLaws.PER_UNIT / 16;

        private static final double NEGLIGIBLE = 1e-7;

        private final int first;
        private final int stride;

        /** The table has one point for so many medians. */
        private final int every;

        private final int begin;
        private final double[] probability;

        /** What is added from there on to the end. */
        private final double[] whole;

        /**
         * Nothing yet.
         *
         * @param first the first median, in steps
         * @param count number of medians
         * @param stride the step, in points of {@link StopLaws}
         */
        Sum(int first, int count, int stride) {
            this.first = first;
            this.stride = stride;
            int unit = StopLaws.PER_UNIT / stride;
            this.every = Math.max(1, STRIDE / stride);
            this.begin = Math.floorDiv(first - BELOW * unit, every);
            this.probability = new double[(count + (BELOW + ABOVE) * unit) / every + 1];
            this.whole = new double[probability.length];
        }

        /** Adds a law of that spread around each median, with these weights. */
        void add(LawKernel kernel, int spread, double[] weights) {
            LawKernel.Table table = kernel.table(spread, stride);
            double[] values = table.values();
            for (int i = 0; i < weights.length; i++) {
                double weight = weights[i];
                if (weight < NEGLIGIBLE) {
                    continue;
                }
                // Where the law begins, counted in steps of the medians from the first point of the table.
                int begins = first + i + table.first() - begin * every;
                int j = Math.max(0, -Math.floorDiv(-begins, every));
                for (int k = j * every - begins; j < probability.length && k < values.length; j++, k += every) {
                    probability[j] += weight * values[k];
                }
                if (j < probability.length) {
                    whole[j] += weight;
                }
            }
        }

        LawTable table() {
            double ended = 0;
            for (int j = 0; j < probability.length; j++) {
                ended += whole[j];
                probability[j] += ended;
            }
            double total = probability[probability.length - 1];
            int low = 0;
            while (low < probability.length - 2 && probability[low + 1] < TAIL * total) {
                low++;
            }
            int high = probability.length - 1;
            while (high > low + 1 && probability[high] > (1 - TAIL) * total) {
                high--;
            }
            double[] deviates = new double[high - low + 1];
            double last = Double.NEGATIVE_INFINITY;
            for (int j = low; j <= high; j++) {
                double p = Math.max(TAIL / 2, Math.min(1 - TAIL / 2, probability[j] / total));
                // Where the law has a gap the table rises all the same, by too little to matter.
                last = Math.max(NormalLaw.deviate(p), last + 1e-9);
                deviates[j - low] = last;
            }
            double unit = (double) stride * every / StopLaws.PER_UNIT;
            return LawTable.of((begin + low) * unit, unit, deviates);
        }
    }
}
