package dev.lastwatt.app;

import dev.lastwatt.core.plan.Plan;
import dev.lastwatt.port.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an administrator should know, in plain words. */
final class Alarms {

    private Alarms() {}

    /** All there are now, the power's first. */
    static List<String> of(
            Supply supply,
            HostView host,
            Journal journal,
            HostShutdowns hostShutdowns,
            Drills drills,
            StandingOrder order,
            OtherAgents agents,
            Optional<String> hold,
            @Nullable Plan plan) {
        List<String> alarms = new ArrayList<>(supply.alarms());
        if (host.lostSince() != null) {
            alarms.add("the hypervisor does not answer since " + host.lostSince() + ": " + host.lostBecause());
        }
        if (!journal.isHealthy()) {
            alarms.add("the journal's store does not take facts; the fallback file does");
        }
        hold.ifPresent(alarms::add);
        alarms.addAll(hostShutdowns.alarms());
        alarms.addAll(order.alarms());
        alarms.addAll(drills.alarms());
        alarms.addAll(agents.notes());
        alarms.addAll(host.notes());
        if (plan != null) {
            alarms.addAll(plan.notes());
        }
        return alarms;
    }
}
