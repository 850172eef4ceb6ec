package dev.lastwatt.core.stoptime;

import dev.lastwatt.core.stoptime.Traits.Os;

/**
 * How probable it is that a stop never ends: pooled over the host's guests of one operating system, with a weak voice for the guest
 * itself. A stop that was waited for until its time was over counts as far as it was not merely slow.
 */
final class HangRisk {

    /** Of 1000 stops of Windows guests 12 hang, of Linux guests 4: assumption of the planning study, section 5.1. */
    private static final double WINDOWS = 0.012;

    private static final double LINUX = 0.004;

    /** The assumption is worth so many stops. */
    private static final double ASSUMED_WORTH = 200;

    /** What the pool shows is worth so many stops of the guest itself. */
    private static final double POOL_WORTH = 100;

    private double windowsHung = WINDOWS * ASSUMED_WORTH;
    private double windowsStops = ASSUMED_WORTH;
    private double linuxHung = LINUX * ASSUMED_WORTH;
    private double linuxStops = ASSUMED_WORTH;

    /** Adds one guest's past. */
    void add(Os os, double hung, double stops) {
        double windows =
                switch (os) {
                    case WINDOWS -> 1;
                    case LINUX -> 0;
                    case UNKNOWN -> 0.5;
                };
        windowsHung += windows * hung;
        windowsStops += windows * stops;
        linuxHung += (1 - windows) * hung;
        linuxStops += (1 - windows) * stops;
    }

    /** Probability for one guest of which this much is known. */
    double of(Os os, double hung, double stops) {
        return (pooled(os) * POOL_WORTH + hung) / (POOL_WORTH + stops);
    }

    /**
     * Expected number of hangs among stops that were cut off, each with its probability of being merely slow.
     *
     * @param updates share of past stops that installed updates
     */
    static double hung(Os os, History history, GuestPosterior guest, double updates) {
        double prior = os == Os.LINUX ? LINUX : WINDOWS;
        double sum = 0;
        for (int i = 0; i < history.cut().length; i++) {
            if (history.hangs()[i]) {
                double slow = (1 - prior) * guest.notEndedBy(history.cut()[i], updates);
                sum += prior / (prior + slow);
            }
        }
        return sum;
    }

    private double pooled(Os os) {
        return switch (os) {
            case WINDOWS -> windowsHung / windowsStops;
            case LINUX -> linuxHung / linuxStops;
            case UNKNOWN -> 0.5 * (windowsHung / windowsStops + linuxHung / linuxStops);
        };
    }
}
