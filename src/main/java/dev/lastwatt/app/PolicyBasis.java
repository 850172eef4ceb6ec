package dev.lastwatt.app;

import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.plan.Plan;
import dev.lastwatt.core.policy.Policy;
import dev.lastwatt.core.power.RemainingRuntime;
import dev.lastwatt.core.stoptime.StopEstimator;
import dev.lastwatt.core.stoptime.StopSample;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a plan under a policy that is not in force is made from.
 *
 * @param now the time of planning
 * @param remaining how long the battery lasts
 * @param inventory the guests, null before the first inventory
 * @param loadWatts the present load of the UPS, null where it does not say
 * @param policy the policy with what this host has shown
 */
public record PolicyBasis(
        Instant now,
        RemainingRuntime remaining,
        @Nullable Inventory inventory,
        @Nullable Double loadWatts,
        Policy policy) {

    /** The plan for a failure at this moment, null before the first inventory. Takes some milliseconds: not for the engine's thread. */
    @Nullable Plan plan(List<StopSample> samples) {
        Inventory known = inventory;
        if (known == null) {
            return null;
        }
        HostView host = new HostView(now);
        host.read(known, now, policy);
        StopEstimator times = new Expectations(samples).at(now, host, policy, false);
        return Planning.ifItLasted(remaining, now, host, policy, times, loadWatts);
    }
}
