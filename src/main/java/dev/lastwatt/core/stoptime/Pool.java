package dev.lastwatt.core.stoptime;

/**
 * What the guests of one host have in common: where their stop times lie and how they scatter. Begins as an assumption and is
 * replaced by what this host's guests show (empirical Bayes).
 *
 * @param windows logarithm of the usual median of a Windows guest of 8 GiB, in seconds
 * @param linux the same of a Linux guest
 * @param guestSpread standard deviation of the guests' log medians around it
 * @param stopSpread logarithm of the usual standard deviation of one guest's log times
 * @param updatesWindows share of a Windows guest's past stops that installed updates
 * @param updatesLinux the same of a Linux guest
 * @param light share of guests of habit {@link Habit#LIGHT}
 * @param erratic share of guests of habit {@link Habit#ERRATIC}
 */
record Pool(
        double windows,
        double linux,
        double guestSpread,
        double stopSpread,
        double updatesWindows,
        double updatesLinux,
        double light,
        double erratic) {

    /** A slow stop takes about this many times as long, as a logarithm; around it the factor scatters. */
    static final double SLOW = Math.log(4.2);

    static final double SLOW_SPREAD = 0.3;

    /** Spread of the guests' own log spreads. */
    static final double SPREAD_OF_SPREAD = 0.25;

    /** Databases and the like take so much longer (as a logarithm); a guest's {@link Role} says how often it is one. */
    static final double SLOWER_KIND = Math.log(2.5);

    static final Pool ASSUMED = new Pool(
            Math.log(30),
            Math.log(10),
            0.44,
            Math.log(0.29),
            0.09,
            0.01,
            HabitMix.ASSUMED.light(),
            HabitMix.ASSUMED.erratic());

    // How firmly each assumption is held, as the number of guests or stops it is worth.
    private static final double LOCATION_DEVIATION = 0.5;
    private static final double SPREAD_WORTH = 8;
    private static final double STOP_SPREAD_DEVIATION = 0.12;
    private static final double UPDATES_WORTH_WINDOWS = 40;
    private static final double UPDATES_WORTH_LINUX = 100;

    double location(Traits.Os os) {
        return os == Traits.Os.WINDOWS ? windows : linux;
    }

    /** Share of past stops that were slow because of updates. */
    double updates(Traits.Os os) {
        return switch (os) {
            case WINDOWS -> updatesWindows;
            case LINUX -> updatesLinux;
            case UNKNOWN -> 0.5 * (updatesWindows + updatesLinux);
        };
    }

    double share(Habit habit) {
        return switch (habit) {
            case STEADY -> 1 - light - erratic;
            case LIGHT -> light;
            case ERRATIC -> erratic;
        };
    }

    /** What the guests show together with what was assumed. */
    static Pool from(PoolEvidence seen) {
        double precision = 1 / (LOCATION_DEVIATION * LOCATION_DEVIATION);
        double guest = 1 / (ASSUMED.guestSpread * ASSUMED.guestSpread);
        double spread = 1 / (STOP_SPREAD_DEVIATION * STOP_SPREAD_DEVIATION);
        double perGuest = 1 / (SPREAD_OF_SPREAD * SPREAD_OF_SPREAD);
        HabitMix mix = HabitMix.from(seen.habits);
        return new Pool(
                (ASSUMED.windows * precision + seen.windowsSum * guest) / (precision + seen.windows * guest),
                (ASSUMED.linux * precision + seen.linuxSum * guest) / (precision + seen.linux * guest),
                Math.sqrt((SPREAD_WORTH * ASSUMED.guestSpread * ASSUMED.guestSpread + seen.squares)
                        / (SPREAD_WORTH + seen.guests)),
                (ASSUMED.stopSpread * spread + seen.stopSpreadSum * perGuest) / (spread + seen.scattering * perGuest),
                (ASSUMED.updatesWindows * UPDATES_WORTH_WINDOWS + seen.updatesWindows)
                        / (UPDATES_WORTH_WINDOWS + seen.stopsWindows),
                (ASSUMED.updatesLinux * UPDATES_WORTH_LINUX + seen.updatesLinux)
                        / (UPDATES_WORTH_LINUX + seen.stopsLinux),
                mix.light(),
                mix.erratic());
    }
}
