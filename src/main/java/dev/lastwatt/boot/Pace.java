package dev.lastwatt.boot;

import java.time.Duration;

/**
 * How often the service does what, in the time it lives in; a simulation lives faster than the clock on the wall.
 *
 * @param tick between two decisions at most
 * @param reading between two readings of the UPS
 * @param inventory between two inventories
 * @param states between two looks at the guests' states while nothing happens
 * @param statesInRun the same during a run
 * @param speed seconds of that time in a second of the wall's
 */
public record Pace(
        Duration tick, Duration reading, Duration inventory, Duration states, Duration statesInRun, double speed) {

    /** The pace of the service. */
    public static Pace usual() {
        return new Pace(
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                1);
    }

    /** The same, so many times as fast. */
    public Pace times(double factor) {
        return new Pace(tick, reading, inventory, states, statesInRun, factor);
    }

    long realMillis(Duration time) {
        return Math.max(1, Math.round(time.toMillis() / speed));
    }
}
