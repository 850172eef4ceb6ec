package dev.lastwatt.adapter.scenario.generate;

import dev.lastwatt.adapter.scenario.Known.Os;

/**
 * What holds for all guests of one set. Drawn once a seed from ranges around what field reports and published simulations use.
 *
 * @param windowsShare share of guests that run Windows
 * @param windowsMedian usual median of a shutdown at 8 GB, seconds
 * @param linuxMedian the same for Linux
 * @param memorySlope growth of the logarithm for each doubling of memory
 * @param guestSpread spread of the logarithm of the medians
 * @param stopSpread usual spread of the logarithm of one guest's stops
 * @param spreadOfSpread how much that varies between guests, as spread of its logarithm
 * @param databaseShare share of databases
 * @param infrastructureShare share of guests that others lean on and that are no databases
 * @param databaseFactor how much longer they take
 * @param updateFactor how much longer a stop with pending updates usually takes
 * @param updateSpread spread of the logarithm of that factor
 * @param patchedHosts share of hosts in a patch window
 * @param pendingThere share of Windows guests with pending updates there
 * @param pendingElsewhere share of all guests with pending updates outside of patch windows
 * @param pendingSeen share of pending updates that are known
 * @param flagMissing share of guests of which nothing is known
 * @param pastUpdatesWindows share of a Windows guest's past stops that had updates pending
 * @param pastUpdatesLinux the same for Linux
 * @param hangWindows probability that a Windows guest never ends
 * @param hangLinux the same for Linux
 * @param cutAfter when a past stop was given up, seconds
 */
record SiteLaws(
        double windowsShare,
        double windowsMedian,
        double linuxMedian,
        double memorySlope,
        double guestSpread,
        double stopSpread,
        double spreadOfSpread,
        double databaseShare,
        double infrastructureShare,
        double databaseFactor,
        double updateFactor,
        double updateSpread,
        double patchedHosts,
        double pendingThere,
        double pendingElsewhere,
        double pendingSeen,
        double flagMissing,
        double pastUpdatesWindows,
        double pastUpdatesLinux,
        double hangWindows,
        double hangLinux,
        double cutAfter) {

    static SiteLaws draw(Dice dice) {
        return new SiteLaws(
                dice.between(0.5, 0.7),
                dice.between(23.0, 35.0),
                dice.between(7.0, 12.0),
                dice.between(0.05, 0.14),
                dice.between(0.35, 0.48),
                dice.between(0.25, 0.35),
                dice.between(0.15, 0.3),
                dice.between(0.12, 0.2),
                dice.between(0.06, 0.14),
                dice.between(2.0, 2.9),
                dice.between(3.4, 4.6),
                dice.between(0.1, 0.4),
                dice.between(0.1, 0.2),
                dice.between(0.5, 0.7),
                dice.between(0.005, 0.03),
                dice.between(0.75, 0.9),
                dice.between(0.06, 0.14),
                dice.between(0.06, 0.12),
                dice.between(0, 0.015),
                dice.between(0.008, 0.016),
                dice.between(0.002, 0.006),
                300);
    }

    double median(Os os) {
        return os == Os.WINDOWS ? windowsMedian : linuxMedian;
    }

    /** How much longer one stop with pending updates takes. */
    double updates(Dice dice) {
        return updateFactor * dice.factor(updateSpread);
    }

    double hang(Os os) {
        return os == Os.WINDOWS ? hangWindows : hangLinux;
    }

    double pastUpdates(Os os) {
        return os == Os.WINDOWS ? pastUpdatesWindows : pastUpdatesLinux;
    }
}
