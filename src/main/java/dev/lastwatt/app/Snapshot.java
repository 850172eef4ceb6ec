package dev.lastwatt.app;

import dev.lastwatt.core.guest.DependencyGraph;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.outage.OutageState;
import dev.lastwatt.core.plan.Plan;
import dev.lastwatt.core.policy.Policy;
import dev.lastwatt.core.power.PowerState;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.RemainingRuntime;
import dev.lastwatt.core.power.SourceAnswer;
import dev.lastwatt.core.stoptime.HostShutdownTime;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything the service knows and intends, at one moment. Immutable; what the API, the page and the command line show.
 *
 * @param at when
 * @param state where the outage stands
 * @param power the power state
 * @param reading the latest reading, null if there never was one; of several UPSes that of the one whose runtime counts
 * @param answer the latest answer of the source, null before the first
 * @param remaining the remaining runtime
 * @param upses each of several UPSes by each of its sources; empty where there is only one
 * @param inventory the guests, null before the first inventory
 * @param graph who depends on whom
 * @param plan the plan, null before the first inventory
 * @param policy the policy in force
 * @param arming whether the service would act
 * @param hypervisorLostSince since when the hypervisor does not answer, null while it does
 * @param hostShutdown how long the host's own shutdown is planned with, and why; the policy here has that time
 * @param alarms what an administrator should know, in plain words
 * @param drill how the drill goes, or how the last one went
 */
public record Snapshot(
        Instant at,
        OutageState state,
        PowerState power,
        @Nullable Reading reading,
        @Nullable SourceAnswer answer,
        RemainingRuntime remaining,
        List<UpsSnapshot> upses,
        @Nullable Inventory inventory,
        DependencyGraph graph,
        @Nullable Plan plan,
        Policy policy,
        Arming arming,
        @Nullable Instant hypervisorLostSince,
        HostShutdownTime hostShutdown,
        List<String> alarms,
        DrillProgress drill) {

    /** Copies the lists. */
    public Snapshot {
        upses = List.copyOf(upses);
        alarms = List.copyOf(alarms);
    }
}
