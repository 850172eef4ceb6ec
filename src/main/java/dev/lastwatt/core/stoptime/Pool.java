package dev.lastwatt.core.stoptime;

/**
 * Where the stop times of one host's guests lie and how they scatter. Begins as an assumption and is replaced by what this host's guests
 * show (empirical Bayes).
 *
 * @param windows logarithm of the usual median of a Windows guest of 8 GiB, in seconds
 * @param linux the same of a Linux guest
 * @param guestSpread standard deviation of the guests' log medians around it
 * @param stopSpread logarithm of the usual standard deviation of one guest's log times
 */
record Pool(double windows, double linux, double guestSpread, double stopSpread) {

    /** A slow stop takes about this many times as long, as a logarithm; around it the factor scatters. */
    static final double SLOW = Math.log(4.2);

    static final double SLOW_SPREAD = 0.3;

    /** Spread of the guests' own log spreads. */
    static final double SPREAD_OF_SPREAD = 0.25;

    /** Databases and the like take so much longer (as a logarithm); a guest's {@link Role} says how often it is one. */
    static final double SLOWER_KIND = Math.log(2.5);

    static final Pool ASSUMED = new Pool(Math.log(30), Math.log(10), 0.44, Math.log(0.29));

    // How firmly each assumption is held, as the number of guests or stops it is worth.
    private static final double LOCATION_DEVIATION = 0.5;
    private static final double SPREAD_WORTH = 8;
    private static final double STOP_SPREAD_DEVIATION = 0.12;

    /** Beyond so many of its deviations a guest's spread does not lie. */
    private static final double REACH = 2.6;

    /** Probability of each spread of {@link StopLaws#SPREADS} for a guest; far ones have none. */
    double[] spreads() {
        double[] prior = new double[StopLaws.SPREADS.length];
        double total = 0;
        double centre = Math.max(
                Math.log(StopLaws.SPREADS[2]), Math.min(Math.log(StopLaws.SPREADS[prior.length - 3]), stopSpread));
        for (int s = 0; s < prior.length; s++) {
            double z = (Math.log(StopLaws.SPREADS[s]) - centre) / SPREAD_OF_SPREAD;
            prior[s] = Math.abs(z) > REACH ? 0 : Math.exp(-0.5 * z * z);
            total += prior[s];
        }
        for (int s = 0; s < prior.length; s++) {
            prior[s] /= total;
        }
        return prior;
    }

    /** Sums over the guests of a host, weighed with how probable each possibility is. Lives within one estimation. */
    static final class Evidence {

        private double windows;
        private double windowsSum;
        private double linux;
        private double linuxSum;
        private double squares;
        private double guests;
        private double scattering;
        private double stopSpreadSum;

        /** Part of a guest whose log median lies there, freed of the effects of its traits. */
        void location(boolean isWindows, double probability, double free, double centre) {
            if (isWindows) {
                windows += probability;
                windowsSum += probability * free;
            } else {
                linux += probability;
                linuxSum += probability * free;
            }
            squares += probability * (free - centre) * (free - centre);
        }

        /** One more guest that was measured. */
        void guest() {
            guests++;
        }

        /** The expected log spread of a guest with enough stops to show one. */
        void stopSpread(double log) {
            scattering++;
            stopSpreadSum += log;
        }

        /** What the guests show together with what was assumed. */
        Pool pool() {
            double precision = 1 / (LOCATION_DEVIATION * LOCATION_DEVIATION);
            double guest = 1 / (ASSUMED.guestSpread * ASSUMED.guestSpread);
            double spread = 1 / (STOP_SPREAD_DEVIATION * STOP_SPREAD_DEVIATION);
            double perGuest = 1 / (SPREAD_OF_SPREAD * SPREAD_OF_SPREAD);
            return new Pool(
                    (ASSUMED.windows * precision + windowsSum * guest) / (precision + windows * guest),
                    (ASSUMED.linux * precision + linuxSum * guest) / (precision + linux * guest),
                    Math.sqrt((SPREAD_WORTH * ASSUMED.guestSpread * ASSUMED.guestSpread + squares)
                            / (SPREAD_WORTH + guests)),
                    (ASSUMED.stopSpread * spread + stopSpreadSum * perGuest) / (spread + scattering * perGuest));
        }
    }
}
