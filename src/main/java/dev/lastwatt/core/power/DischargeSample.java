package dev.lastwatt.core.power;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a discharge or self-test, as it is kept for good.
 *
 * @param began when the discharge began, as far as is known: the same for all of its samples
 * @param at when it was taken
 * @param chargePercent as the device said, null where it did not
 * @param runtimeSeconds as the device said, null where it did not
 * @param loadPercent of the capacity, null where the device does not say
 * @param loadWatts null where the device does not say
 * @param batteryVolts null where the device does not say
 * @param status flags
 */
public record DischargeSample(
        Instant began,
        Instant at,
        @Nullable Double chargePercent,
        @Nullable Long runtimeSeconds,
        @Nullable Double loadPercent,
        @Nullable Double loadWatts,
        @Nullable Double batteryVolts,
        Set<StatusFlag> status) {

    /** Copies the flags. */
    public DischargeSample {
        status = Set.copyOf(status);
    }

    /** Of this reading. */
    public static DischargeSample of(Instant began, Reading reading) {
        return new DischargeSample(
                began,
                reading.takenAt(),
                reading.chargePercent(),
                reading.runtime() == null
                        ? null
                        : Long.valueOf(reading.runtime().toSeconds()),
                reading.loadPercent(),
                reading.loadWatts(),
                reading.batteryVolts(),
                reading.status());
    }

    /** The reading, but for the voltage of the mains. */
    public Reading reading() {
        return new Reading(
                at,
                status,
                chargePercent,
                runtimeSeconds == null ? null : Duration.ofSeconds(runtimeSeconds),
                loadPercent,
                loadWatts,
                null,
                batteryVolts);
    }
}
