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
 * @param runtime how long the device says the battery lasts at the present load, below 36 h; never trusted as it is
 * @param loadPercent load as a share of the UPS's capacity, 0 to 200
 * @param loadWatts load in watts, not negative; above 0 where the share says that there is a load
 * @param inputVolts voltage of the mains; above 0 on line, unless it discharges
 * @param batteryVolts voltage of the battery, or of one cell of it; at least 1.5
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

    /** What devices send for "unknown": a counter at its end. */
    private static final Duration COUNTER_AT_ITS_END = Duration.ofSeconds(65_535);

    /**
     * At and above this it is a counter at its end in minutes (65535, 71582788), or minutes taken for something longer. Units with little to
     * feed say up to 27 h.
     */
    private static final Duration LONGEST_RUNTIME = Duration.ofHours(36);

    /** A cell of lead is empty at 1.6 V, and drivers without a number of cells give the voltage of one: below, nothing was measured. */
    private static final double LOWEST_BATTERY = 1.5;

    /** From this load on, in percent, some watts are used. */
    private static final double SOME_LOAD = 1;

    /** Copies the flags and turns values outside their ranges into missing ones. */
    public Reading {
        status = status.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(status));
        chargePercent = within(chargePercent, 0, 100);
        loadPercent = within(loadPercent, 0, 200);
        boolean feeds = loadPercent != null && loadPercent >= SOME_LOAD;
        loadWatts = within(loadWatts, feeds ? Double.MIN_VALUE : 0, 1_000_000);
        boolean onLine = status.contains(StatusFlag.OL)
                && !status.contains(StatusFlag.OB)
                && !status.contains(StatusFlag.DISCHRG);
        inputVolts = within(inputVolts, onLine ? Double.MIN_VALUE : 0, 1_000);
        batteryVolts = within(batteryVolts, LOWEST_BATTERY, 1_000);
        if (runtime != null && !isPlausible(runtime)) {
            runtime = null;
        }
    }

    private static boolean isPlausible(Duration runtime) {
        return !runtime.isNegative()
                && !runtime.isZero()
                && !runtime.equals(COUNTER_AT_ITS_END)
                && runtime.compareTo(LONGEST_RUNTIME) < 0;
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
