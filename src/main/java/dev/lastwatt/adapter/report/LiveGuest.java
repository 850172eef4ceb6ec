package dev.lastwatt.adapter.report;

import dev.lastwatt.app.Snapshot;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.outage.Attempt;
import dev.lastwatt.core.outage.GuestRun;
import dev.lastwatt.core.outage.Run;
import dev.lastwatt.core.plan.LeftAlone;
import dev.lastwatt.core.plan.Plan;
import dev.lastwatt.core.plan.PlannedStop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One guest at one moment of an outage: what it does, and what comes next. */
record LiveGuest(String name, String words) {

    /** The guests of this snapshot: those the plan still has to stop first, then the settled, then those left alone. */
    static List<LiveGuest> of(Snapshot snapshot) {
        Plan plan = snapshot.plan();
        Map<GuestId, GuestRun> runs =
                new HashMap<>(snapshot.state().running().map(Run::guests).orElse(Map.of()));
        List<PlannedStop> stops = plan == null ? List.of() : plan.stops();
        List<LeftAlone> left = plan == null ? List.of() : plan.left();
        Map<GuestId, String> all = new LinkedHashMap<>();
        stops.forEach(s -> all.put(s.guest(), s.name()));
        runs.values().forEach(r -> all.put(r.guest(), r.name()));
        left.forEach(l -> all.put(l.guest(), l.name()));
        GuestNames names = new GuestNames(all);

        List<LiveGuest> out = new ArrayList<>();
        Set<GuestId> told = new HashSet<>();
        for (PlannedStop stop : stops) {
            GuestRun run = runs.get(stop.guest());
            boolean settled = run != null && (run.givenUp() != null || run.downAt() != null);
            if (!settled && told.add(stop.guest())) {
                out.add(new LiveGuest(names.of(stop.guest()), pending(stop, run, snapshot.at())));
            }
        }
        List<GuestRun> touched = new ArrayList<>(
                snapshot.state().running().map(Run::guests).orElse(Map.of()).values());
        Collections.reverse(touched);
        for (GuestRun run : touched) {
            if (told.add(run.guest())) {
                out.add(new LiveGuest(names.of(run.guest()), settled(run, snapshot.at())));
            }
        }
        for (LeftAlone guest : left) {
            if (told.add(guest.guest())) {
                out.add(new LiveGuest(names.of(guest.guest()), "left to the host: " + Legible.of(guest.why())));
            }
        }
        return out;
    }

    private static String pending(PlannedStop stop, @Nullable GuestRun run, Instant now) {
        Attempt last = run == null ? null : run.lastAttempt().orElse(null);
        if (last != null) {
            long toWorst = between(now, last.worstEnd());
            return "stopping  " + last.method().word() + " asked " + Spans.words(between(last.at(), now)) + " ago, "
                    + (toWorst >= 0
                            ? "at worst " + Spans.words(toWorst) + " to go"
                            : Spans.words(-toWorst) + " over its worst case");
        }
        if (stop.requestedAt() != null) {
            return "stopping  " + stop.method().word();
        }
        long toStart = between(now, stop.latestStart());
        return toStart >= 0
                ? "runs      stops in " + Spans.words(toStart) + " at the latest ("
                        + stop.method().word() + ")"
                : "DUE       since " + Spans.words(-toStart) + " ("
                        + stop.method().word() + ")";
    }

    private static String settled(GuestRun run, Instant now) {
        if (run.upAt() != null) {
            return "up again";
        }
        if (run.startGivenUp() != null) {
            return "stays down: " + Legible.of(run.startGivenUp());
        }
        if (run.startAt() != null) {
            return "starting  asked " + Spans.words(between(run.startAt(), now)) + " ago";
        }
        if (run.downAt() != null) {
            return "down     " + LiveChanges.took(run);
        }
        return run.givenUp() == null ? "asked" : "GIVEN UP  " + Legible.of(run.givenUp());
    }

    private static long between(Instant from, Instant to) {
        return Spans.floor(Duration.between(from, to));
    }
}
