package dev.lastwatt.app;

import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.outage.InFlightStops;
import dev.lastwatt.core.outage.OutageState;
import dev.lastwatt.core.outage.Run;
import dev.lastwatt.core.plan.Plan;
import dev.lastwatt.core.plan.PlanRequest;
import dev.lastwatt.core.plan.Planner;
import dev.lastwatt.core.policy.Policy;
import dev.lastwatt.core.power.RemainingRuntime;
import dev.lastwatt.core.stoptime.StopEstimator;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts together what a plan is made from. */
final class Planning {

    /** What a boot of the guests takes, before a second outage could be met by a full stop. */
    private static final Duration BOOT = Duration.ofMinutes(2);

    /** A battery that no guest has to fall back for: what a stop by the preferred methods needs is the question. */
    private static final RemainingRuntime AMPLE =
            new RemainingRuntime(Duration.ofDays(1), Duration.ofDays(1), null, 1, "ample");

    @Nullable Plan plan(Instant now, OutageState state, Supply supply, HostView host, Policy policy, StopEstimator times) {
        Inventory inventory = host.inventory();
        if (inventory == null) {
            return null;
        }
        Instant failedAt = state.running()
                .filter(r -> supply.power().onBatterySince().isPresent())
                .map(Run::failedAt)
                .or(() -> supply.power().onBatterySince())
                .orElse(now);
        Instant ridden = failedAt.plus(policy.rideThrough());
        boolean mayStart = now.isAfter(ridden) || supply.power().demandsActionNow();
        return Planner.plan(new PlanRequest(
                now,
                failedAt,
                mayStart ? now : ridden,
                supply.remaining(now),
                inventory,
                host.graph(),
                policy,
                times,
                InFlightStops.of(state)));
    }

    /** What the battery must hold before the guests of this run are started again: a boot and a full stop. */
    Duration restartNeeds(
            Instant now, OutageState state, Supply supply, HostView host, Policy policy, StopEstimator times) {
        if (!(state instanceof OutageState.Recovering recovering)) {
            return Duration.ZERO;
        }
        Set<GuestId> stopped = new HashSet<>();
        recovering.run().guests().values().stream()
                .filter(g -> g.downAt() != null || !g.attempts().isEmpty())
                .forEach(g -> stopped.add(g.guest()));
        Inventory running = host.asIfRunning(stopped);
        if (running == null) {
            return BOOT;
        }
        Plan full = Planner.plan(new PlanRequest(now, now, now, AMPLE, running, host.graph(), policy, times, Map.of()));
        return BOOT.plus(full.budget().needed());
    }
}
