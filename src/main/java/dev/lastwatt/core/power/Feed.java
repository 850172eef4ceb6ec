package dev.lastwatt.core.power;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One UPS as it feeds the host, beside others.
 *
 * @param name of the UPS, for people
 * @param power what its answers amount to
 * @param runtime how long its battery lasts at the load that it carries now
 * @param loadWatts what it carries now, null where it does not say
 */
public record Feed(
        String name,
        PowerState power,
        RemainingRuntime runtime,
        @Nullable Double loadWatts) {

    /** Whether it answers. */
    boolean answers() {
        return !(power instanceof PowerState.Unknown);
    }

    /** Whether the mains feed it, as it says itself, now. */
    boolean isSafe() {
        return power.isOnLine();
    }

    /** What it was when it was heard last, empty if it never was. */
    Optional<PowerState> lastKnown() {
        return power instanceof PowerState.Unknown lost ? Optional.ofNullable(lost.last()) : Optional.of(power);
    }

    /** Whether it was on its battery when it was heard last. */
    boolean onBattery() {
        return power.onBatterySince().isPresent();
    }
}
