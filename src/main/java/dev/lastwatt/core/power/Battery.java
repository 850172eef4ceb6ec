package dev.lastwatt.core.power;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the battery beside what its device says.
 *
 * @param installed when it was new, null if nobody knows
 * @param whenNew how long a new one lasts, null if no table says so
 * @param calibration the newest measurement of what is left of its capacity, null if there is none
 * @param assumed a cautious runtime for a device that gives none and has no table
 */
public record Battery(
        @Nullable Instant installed,
        @Nullable RuntimeTable whenNew,
        @Nullable Calibration calibration,
        Duration assumed) {

    /**
     * A measurement of the capacity.
     *
     * @param at when
     * @param health what was found, as a share of {@link Battery#whenNew}, above 0
     * @param spread its standard error, as a share of what was found
     */
    public record Calibration(Instant at, double health, double spread) {

        /** Checks. */
        public Calibration {
            if (!(health > 0 && health <= 2) || !(spread > 0 && spread <= 1)) {
                throw new IllegalArgumentException("a calibration finds a share above 0 and at most 2, with an error"
                        + " above 0 and at most 1, not " + health + " and " + spread);
            }
        }
    }

    /** Nothing is known. */
    public static Battery unknown(Duration assumed) {
        return new Battery(null, null, null, assumed);
    }

    /** The same where another cautious runtime is assumed. */
    public Battery assuming(Duration runtime) {
        return new Battery(installed, whenNew, calibration, runtime);
    }

    /** The same where another table tells what a new one lasts, or none does. */
    public Battery lastingWhenNew(@Nullable RuntimeTable table) {
        return new Battery(installed, table, calibration, assumed);
    }

    /** Its age in years at that time, null if nobody knows. */
    @Nullable Double years(Instant now) {
        return installed == null ? null : years(installed, now);
    }

    static double years(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toSeconds() / (365.25 * 86_400));
    }
}
