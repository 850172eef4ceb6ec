package dev.lastwatt.core.drill;

import dev.lastwatt.core.guest.DependencyGraph;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.journal.Phase;
import dev.lastwatt.core.policy.Policy;
import dev.lastwatt.core.power.PowerState;
import dev.lastwatt.core.stoptime.StopTime;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything that drills are decided by, at one moment.
 *
 * @param outage where the outage stands: a drill goes on only where there is none
 * @param inventory the guests with their freshest states, null if they were never read
 * @param lookedAt when the latest whole inventory was asked for, null if there never was one
 * @param times what to expect of a stop
 * @param planned how the plan would stop each guest, were the mains to fail now; empty for those it does not stop
 * @param hypervisorLostSince since when the hypervisor does not answer, null while it does
 * @param bootId the present boot of the host
 */
public record DrillSituation(
        Instant now,
        PowerState power,
        Phase outage,
        @Nullable Inventory inventory,
        @Nullable Instant lookedAt,
        DependencyGraph graph,
        Policy policy,
        BiFunction<Guest, StopMethod, StopTime> times,
        Function<GuestId, Optional<StopMethod>> planned,
        @Nullable Instant hypervisorLostSince,
        String bootId) {

    /** No outage, as far as is known. */
    boolean calm() {
        return outage == Phase.ON_LINE && power.onBatterySince().isEmpty();
    }

    /** The mains are back for good. */
    boolean calmForGood() {
        return calm() && power.isOnLine() && !now.isBefore(power.since().plus(policy.mainsHold()));
    }

    Optional<Guest> guest(GuestId id) {
        return inventory == null ? Optional.empty() : inventory.guest(id);
    }
}
