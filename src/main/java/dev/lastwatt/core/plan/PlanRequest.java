package dev.lastwatt.core.plan;

import dev.lastwatt.core.guest.DependencyGraph;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.policy.Policy;
import dev.lastwatt.core.power.RemainingRuntime;
import dev.lastwatt.core.stoptime.StopEstimator;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything a plan is made from.
 *
 * @param now the time of planning
 * @param powerFailedAt when the mains failed; on the mains, {@code now}: the plan for a failure at this moment
 * @param earliestStart before this no stop may begin (the end of riding through)
 * @param remaining how long the battery lasts from now
 * @param inventory the guests with their present states
 * @param graph who depends on whom
 * @param policy what is wanted
 * @param times how long stops take
 * @param inFlight the guests that were already asked to stop
 * @param loadWatts the present load of the UPS, null where it does not say; without it a falling load gives no credit
 */
public record PlanRequest(
        Instant now,
        Instant powerFailedAt,
        Instant earliestStart,
        RemainingRuntime remaining,
        Inventory inventory,
        DependencyGraph graph,
        Policy policy,
        StopEstimator times,
        Map<GuestId, InFlight> inFlight,
        @Nullable Double loadWatts) {

    /** Of a UPS that does not state its load. */
    public PlanRequest(
            Instant now,
            Instant powerFailedAt,
            Instant earliestStart,
            RemainingRuntime remaining,
            Inventory inventory,
            DependencyGraph graph,
            Policy policy,
            StopEstimator times,
            Map<GuestId, InFlight> inFlight) {
        this(now, powerFailedAt, earliestStart, remaining, inventory, graph, policy, times, inFlight, null);
    }

    /** Copies the map. */
    public PlanRequest {
        inFlight = Map.copyOf(inFlight);
    }
}
