package dev.lastwatt.adapter.scenario.play;

/**
 * A ratio of sums over outages with its 95 % interval. The outage is the unit: what happens to the guests of one is not
 * independent.
 *
 * @param value the ratio; not a number where there is nothing to divide by
 * @param low lower end
 * @param high upper end
 */
public record Share(double value, double low, double high) {

    private static final double Z = 1.96;

    /** Adds up. */
    static final class Sum {
        private int count;
        private double x;
        private double y;
        private double xx;
        private double yy;
        private double xy;
        private boolean counts = true;
        private boolean parts = true;

        /** One outage: so much of so much. */
        void add(double of, double among) {
            count++;
            y += of;
            x += among;
            yy += of * of;
            xx += among * among;
            xy += of * among;
            parts &= of <= among;
            counts &= (of == 0 || of == 1) && among == 1;
        }

        /**
         * The share. A count of outages has Wilson's interval; another ratio that of its linearization (the variance of the
         * residuals), and where nothing ever happened, Wilson's upper end for the outages.
         */
        Share share() {
            if (count == 0 || x <= 0) {
                return new Share(Double.NaN, Double.NaN, Double.NaN);
            }
            double ratio = y / x;
            if (counts) {
                return wilson(ratio, count, Z);
            }
            double residuals = Math.max(0, yy - 2 * ratio * xy + ratio * ratio * xx);
            double half = Z * Math.sqrt(residuals) / x;
            double high = y == 0 ? wilson(0, count, Z).high() : ratio + half;
            return new Share(ratio, Math.max(0, ratio - half), parts ? Math.min(1, high) : high);
        }
    }

    /** A share of so many, each counted or not, with Wilson's interval of that many normal deviates. */
    static Share wilson(double p, int n, double z) {
        double z2 = z * z / n;
        double middle = (p + z2 / 2) / (1 + z2);
        double half = z / (1 + z2) * Math.sqrt(p * (1 - p) / n + z2 / (4 * n));
        return new Share(p, Math.max(0, Math.min(p, middle - half)), Math.min(1, Math.max(p, middle + half)));
    }
}
