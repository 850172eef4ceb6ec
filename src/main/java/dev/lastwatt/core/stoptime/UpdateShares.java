package dev.lastwatt.core.stoptime;

/** Shares of past stops that installed updates: a fixed set, of which a host's guests of one operating system show which it is. */
final class UpdateShares {

    static final double[] LEVELS = {0.004, 0.012, 0.025, 0.05, 0.1, 0.2, 0.35};

    // Centre and spread of the logarithm of what is assumed. Nearly one stop in ten of a Windows guest, one in a
    // hundred of a Linux one.
    private static final double WINDOWS = 0.09;
    private static final double WINDOWS_SPREAD = 0.5;
    private static final double LINUX = 0.012;
    private static final double LINUX_SPREAD = 0.6;
    private static final double UNKNOWN = 0.05;
    private static final double UNKNOWN_SPREAD = 0.7;
    private static final double NEGLIGIBLE = 0.02;

    private UpdateShares() {}

    /** Probability of each level before anything was measured; those that hardly matter have none. */
    static double[] assumed(Traits.Os os) {
        return switch (os) {
            case WINDOWS -> around(WINDOWS, WINDOWS_SPREAD);
            case LINUX -> around(LINUX, LINUX_SPREAD);
            case UNKNOWN -> around(UNKNOWN, UNKNOWN_SPREAD);
        };
    }

    private static double[] around(double centre, double spread) {
        double[] shares = new double[LEVELS.length];
        double total = 0;
        for (int l = 0; l < LEVELS.length; l++) {
            double z = Math.log(LEVELS[l] / centre) / spread;
            shares[l] = Math.exp(-0.5 * z * z);
            total += shares[l];
        }
        double kept = 0;
        for (int l = 0; l < LEVELS.length; l++) {
            shares[l] = shares[l] < NEGLIGIBLE * total ? 0 : shares[l];
            kept += shares[l];
        }
        for (int l = 0; l < LEVELS.length; l++) {
            shares[l] /= kept;
        }
        return shares;
    }
}
