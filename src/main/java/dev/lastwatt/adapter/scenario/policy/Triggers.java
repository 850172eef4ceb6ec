package dev.lastwatt.adapter.scenario.policy;

import dev.lastwatt.adapter.scenario.world.GaugeReading;

/** What makes a tool start to stop guests. */
@FunctionalInterface
interface Triggers {

    /** {@code DEADTIME} of upsmon, in seconds. */
    double DEAD_TIME = 15;

    /** For one outage. */
    Trigger begin();

    /** Asked at each reading, in order. */
    @FunctionalInterface
    interface Trigger {
        boolean starts(Sight sight);
    }

    /** So long on battery. */
    static Triggers after(double seconds) {
        return () -> sight -> sight.now() >= seconds;
    }

    /** A runtime of at most so many seconds, a runtime of 0 being none, or a charge of at most so many percent. */
    static Triggers below(double seconds, double percent) {
        return () -> sight -> {
            GaugeReading reading = sight.reading();
            if (reading == null) {
                return false;
            }
            Double runtime = reading.runtimeSeconds();
            return runtime != null && runtime > 0 && runtime <= seconds || reading.chargePercent() <= percent;
        };
    }

    /** A low battery, or else that. */
    static Triggers lowOr(Triggers other) {
        return () -> {
            Trigger trigger = other.begin();
            return sight -> low(sight) || trigger.starts(sight);
        };
    }

    /** A low battery, or no answer for the dead time. */
    static Triggers upsmon() {
        return () -> {
            double[] seen = {0};
            return sight -> {
                if (sight.reading() != null) {
                    seen[0] = sight.now();
                }
                return low(sight) || sight.now() - seen[0] >= DEAD_TIME;
            };
        };
    }

    private static boolean low(Sight sight) {
        GaugeReading reading = sight.reading();
        return reading != null && reading.lowBattery();
    }
}
