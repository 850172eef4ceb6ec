package dev.lastwatt.core.drill;

import dev.lastwatt.core.plan.Plan;
import dev.lastwatt.core.power.BatteryHealth;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.RemainingRuntime;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a calibration is decided by, at one moment.
 *
 * @param host what all drills are decided by; its power state knows no self-test, and says on battery when the battery feeds the load
 * @param reading the latest reading, null if there never was one
 * @param remaining how long the battery lasts
 * @param used what this discharge has taken, as a share of what a new battery holds; 0 on the mains
 * @param tells whether what it has shown suffices for a calibration
 * @param health what is believed of the battery
 * @param whenNew how long a new one lasts at this load, null where nobody knows
 * @param plan the plan for this moment, null without guests
 */
public record CalibrationSituation(
        DrillSituation host,
        @Nullable Reading reading,
        RemainingRuntime remaining,
        double used,
        boolean tells,
        BatteryHealth health,
        @Nullable Duration whenNew,
        @Nullable Plan plan) {

    /** The moment. */
    public Instant now() {
        return host.now();
    }

    /** Whether the battery feeds the load, as far as is known. */
    public boolean onBattery() {
        return host.power().onBatterySince().isPresent();
    }
}
