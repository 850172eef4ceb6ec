package dev.lastwatt.core.power;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One answer of a UPS. Any value may be missing ({@code null}): devices leave out what they cannot measure, and a source
 * drops what is not plausible.
 *
 * @param takenAt when the answer arrived
 * @param status the status flags, possibly contradictory, possibly none
 * @param chargePercent battery charge, 0 to 100
 * @param runtime how long the device says the battery lasts at the present load; never trusted as it is
 * @param loadPercent load as a share of the UPS's capacity, 0 to 200
 * @param loadWatts load in watts, not negative
 * @param inputVolts voltage of the mains
 * @param batteryVolts voltage of the battery
 */
public record Reading(
        Instant takenAt,
        Set<StatusFlag> status,
        @Nullable Double chargePercent,
        @Nullable Duration runtime,
        @Nullable Double loadPercent,
        @Nullable Double loadWatts,
        @Nullable Double inputVolts,
        @Nullable Double batteryVolts) {

    /** At and above this the figure is one of the sentinels that devices send for "unknown" (65535, 71582788 min, ...). */
    private static final Duration LONGEST_RUNTIME = Duration.ofHours(12);

    /** Copies the flags and turns values outside their ranges into missing ones. */
    public Reading {
        status = status.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(status));
        chargePercent = within(chargePercent, 0, 100);
        loadPercent = within(loadPercent, 0, 200);
        loadWatts = within(loadWatts, 0, 1_000_000);
        inputVolts = within(inputVolts, 0, 1_000);
        batteryVolts = within(batteryVolts, 0, 1_000);
        if (runtime != null && (runtime.isNegative() || runtime.isZero() || runtime.compareTo(LONGEST_RUNTIME) >= 0)) {
            runtime = null;
        }
    }

    /** A reading with flags alone. */
    public static Reading of(Instant takenAt, StatusFlag... status) {
        return new Reading(takenAt, Set.of(status), null, null, null, null, null, null);
    }

    /** The same reading with another charge. */
    public Reading withCharge(@Nullable Double percent) {
        return new Reading(takenAt, status, percent, runtime, loadPercent, loadWatts, inputVolts, batteryVolts);
    }

    /** The same reading with another runtime. */
    public Reading withRuntime(@Nullable Duration value) {
        return new Reading(takenAt, status, chargePercent, value, loadPercent, loadWatts, inputVolts, batteryVolts);
    }

    /** The same reading with another load, in percent of the capacity. */
    public Reading withLoadPercent(@Nullable Double percent) {
        return new Reading(takenAt, status, chargePercent, runtime, percent, loadWatts, inputVolts, batteryVolts);
    }

    /** The same reading of a UPS that calls nothing a self-test or calibration. */
    public Reading withoutTest() {
        if (!has(StatusFlag.CAL) && !has(StatusFlag.TEST)) {
            return this;
        }
        Set<StatusFlag> others = EnumSet.copyOf(status);
        others.remove(StatusFlag.CAL);
        others.remove(StatusFlag.TEST);
        return new Reading(takenAt, others, chargePercent, runtime, loadPercent, loadWatts, inputVolts, batteryVolts);
    }

    /** Whether the UPS reports this flag. */
    public boolean has(StatusFlag flag) {
        return status.contains(flag);
    }

    private static @Nullable Double within(@Nullable Double value, double low, double high) {
        return value == null || !(value >= low && value <= high) ? null : value;
    }
}
