package dev.lastwatt.core.outage;

import dev.lastwatt.core.guest.DependencyGraph;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.plan.Plan;
import dev.lastwatt.core.policy.Policy;
import dev.lastwatt.core.policy.RuntimeUnknown;
import dev.lastwatt.core.power.PowerState;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.RemainingRuntime;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Everything the outage machine decides by, at one moment.
 *
 * @param power what the readings amount to
 * @param reading the latest reading, null if there never was one
 * @param remaining how long the battery lasts
 * @param inventory the guests with their freshest states, null if they were never read
 * @param graph who depends on whom
 * @param plan the plan for this moment, null without an inventory
 * @param armed whether the service may act
 * @param hypervisorLostSince since when the hypervisor does not answer, null while it does
 * @param bootId the present boot of the host
 * @param restartNeeds what the battery must hold before guests are started again: a boot and a full stop
 * @param drill the full drill that a failure of the mains now would be, null if it is an outage
 * @param runtimeAssumed nothing tells how long the battery lasts: {@code remaining} rests on a cautious assumption
 * @param heldUntil until when an operator holds, null while nobody does
 */
public record Situation(
        Instant now,
        PowerState power,
        @Nullable Reading reading,
        RemainingRuntime remaining,
        @Nullable Inventory inventory,
        DependencyGraph graph,
        @Nullable Plan plan,
        Policy policy,
        boolean armed,
        @Nullable Instant hypervisorLostSince,
        String bootId,
        Duration restartNeeds,
        @Nullable FullDrill drill,
        boolean runtimeAssumed,
        @Nullable Instant heldUntil) {

    /** Whether the guests are stopped now, whatever time a plan would leave them: the power is about to go, or nobody knows when. */
    boolean stopsAtOnce() {
        return power.demandsActionNow()
                || runtimeAssumed && heldUntil == null && policy.whenRuntimeUnknown() == RuntimeUnknown.STOP;
    }

    /** Whether what a plan reckons with says nothing: no stop begins by it. */
    boolean waitsForTheDevice() {
        return runtimeAssumed && policy.whenRuntimeUnknown() == RuntimeUnknown.WAIT;
    }
}
