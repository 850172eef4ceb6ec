package dev.lastwatt.core.plan;

import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.power.RemainingRuntime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * For the readings of one moment: each guest's method and latest safe start, the host's own, and the commit point.
 *
 * @param madeAt when
 * @param powerFailedAt when the mains failed, or would
 * @param firstStart when the first stop must begin at the latest; guests that are shed may be stopped before
 * @param commitPoint by when every guest is down and the host begins its own shutdown
 * @param hostOff when the host is off at the latest
 * @param hardLimit when the host's shutdown begins even if a guest is not down, by the middle estimate of the runtime
 * @param emptyAt when the battery is empty, by the lower bound
 * @param stops every guest to be stopped, the first to stop first; those already asked come first
 * @param left running guests that are left to the host's own shutdown
 * @param budget the arithmetic
 * @param remaining the runtime it rests on
 * @param notes what an administrator should know
 * @param emergency nothing fits: every guest that can be stopped is to be stopped now, twice as many at once
 * @param shedding what becomes of each tier that may be shed early, in the order of their times
 * @param request what it was made from, so that another plan can be made from a part of it changed
 */
public record Plan(
        Instant madeAt,
        Instant powerFailedAt,
        Instant firstStart,
        Instant commitPoint,
        Instant hostOff,
        Instant hardLimit,
        Instant emptyAt,
        List<PlannedStop> stops,
        List<LeftAlone> left,
        Budget budget,
        RemainingRuntime remaining,
        List<String> notes,
        boolean emergency,
        List<Shedding> shedding,
        PlanRequest request) {

    /** Copies the lists. */
    public Plan {
        stops = List.copyOf(stops);
        left = List.copyOf(left);
        notes = List.copyOf(notes);
        shedding = List.copyOf(shedding);
    }

    /** What the plan says about this guest; empty if it is down or left alone. */
    public Optional<PlannedStop> stop(GuestId guest) {
        return stops.stream().filter(s -> s.guest().equals(guest)).findFirst();
    }

    /** What would become of the guests if nobody but Windows acted. Found out when it is asked for. */
    public WithoutUs withoutUs() {
        return WithoutUs.of(request);
    }

    /** How probable it is that everything stops cleanly if the outage outlasts the battery. Found out when it is asked for. */
    public StatedProbability stated() {
        return StatedProbability.of(this);
    }

    /** When the plan has the next guest asked to stop, be it that it must or that it is shed. */
    public Instant nextStart() {
        return stops.stream()
                .filter(s -> s.shed() && s.requestedAt() == null)
                .map(PlannedStop::latestStart)
                .filter(s -> s.isBefore(firstStart))
                .min(Instant::compareTo)
                .orElse(firstStart);
    }

    /** The first start, counted from the failure of the mains. */
    public Duration timeout() {
        return Duration.between(powerFailedAt, firstStart);
    }
}
