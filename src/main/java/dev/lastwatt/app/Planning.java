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

    /** A plan whose first stop is due sooner than this is made anew each time. */
    private static final Duration SOON = Duration.ofSeconds(30);

    /** Of the time until the first stop: so long a plan may stay, and by so much the battery may get worse meanwhile. */
    private static final int SHARE_OF_SLACK = 3;

    private final Duration longest;
    private final Planner planner = new Planner();
    private final Planner restarts = new Planner();
    private @Nullable Plan inForce;

    /**
     * Begins without a plan.
     *
     * @param longest how long a plan stays in force at most while nothing is due and nothing has changed
     */
    Planning(Duration longest) {
        this.longest = longest;
    }

    @Nullable Plan plan(Instant now, OutageState state, Supply supply, HostView host, Policy policy, StopEstimator times) {
        Inventory inventory = host.inventory();
        if (inventory == null) {
            return null;
        }
        RemainingRuntime remaining = supply.remaining(now);
        boolean waiting = state.running().isEmpty()
                && !supply.power().demandsActionNow()
                && !supply.power().isOnLine();
        Plan before = inForce;
        if (waiting && before != null && restsOn(before.request(), inventory, host, policy, times)) {
            if (stillHolds(before, now, remaining)) {
                return before;
            }
        }
        Instant failedAt = state.running()
                .filter(r -> supply.power().onBatterySince().isPresent())
                .map(Run::failedAt)
                .or(() -> supply.power().onBatterySince())
                .orElse(now);
        Instant ridden = failedAt.plus(policy.rideThrough());
        boolean mayStart = now.isAfter(ridden) || supply.power().demandsActionNow();
        Plan made = planner.next(new PlanRequest(
                now,
                failedAt,
                mayStart ? now : ridden,
                remaining,
                inventory,
                host.graph(),
                policy,
                times,
                InFlightStops.of(state),
                supply.loadWatts()));
        inForce = waiting ? made : null;
        return made;
    }

    /** The plan for a failure at this moment, if the battery lasted that long; null without guests that are known. */
    static @Nullable Plan ifItLasted(
            RemainingRuntime remaining,
            Instant now,
            HostView host,
            Policy policy,
            StopEstimator times,
            @Nullable Double loadWatts) {
        Inventory inventory = host.inventory();
        return inventory == null
                ? null
                : Planner.plan(new PlanRequest(
                        now,
                        now,
                        now.plus(policy.rideThrough()),
                        remaining,
                        inventory,
                        host.graph(),
                        policy,
                        times,
                        Map.of(),
                        loadWatts));
    }

    private static boolean restsOn(
            PlanRequest made, Inventory inventory, HostView host, Policy policy, StopEstimator times) {
        return made.inventory() == inventory
                && made.graph() == host.graph()
                && made.policy() == policy
                && made.times() == times
                && made.inFlight().isEmpty();
    }

    /**
     * While its first stop is far off, a plan stays as it is: for a third of the time that is left when it is made, unless the battery
     * has got worse by more than another third, so that the last third is left in any case (planning study, section 5.4, step 8).
     */
    private boolean stillHolds(Plan plan, Instant now, RemainingRuntime remaining) {
        Duration third =
                Duration.between(plan.madeAt(), plan.nextStart().minus(SOON)).dividedBy(SHARE_OF_SLACK);
        Duration age = Duration.between(plan.madeAt(), now);
        Duration worse = Duration.between(
                now.plus(remaining.lowerBound()).plus(plan.budget().loadCredit()), plan.emptyAt());
        return age.compareTo(third) < 0 && age.compareTo(longest) < 0 && worse.compareTo(third) < 0;
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
        Plan full =
                restarts.next(new PlanRequest(now, now, now, AMPLE, running, host.graph(), policy, times, Map.of()));
        return BOOT.plus(full.budget().needed());
    }
}
