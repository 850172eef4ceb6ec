package dev.lastwatt.core.outage;

import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.plan.InFlight;
import java.util.HashMap;
import java.util.Map;

/** The guests that were asked to stop and are not down yet, as the planner needs to know them. */
public final class InFlightStops {

    private InFlightStops() {}

    /** Those of the run under way; empty without one. */
    public static Map<GuestId, InFlight> of(OutageState state) {
        Map<GuestId, InFlight> inFlight = new HashMap<>();
        state.running().ifPresent(run -> run.guests().values().stream()
                .filter(GuestRun::isStopping)
                .forEach(g -> {
                    Attempt asked = g.underWay().orElseThrow();
                    inFlight.put(g.guest(), new InFlight(asked.method(), asked.at(), asked.preStop()));
                }));
        return inFlight;
    }
}
