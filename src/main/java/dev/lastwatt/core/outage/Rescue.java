package dev.lastwatt.core.outage;

import dev.lastwatt.core.guest.Dependency;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.plan.Plan;
import dev.lastwatt.core.plan.PlannedStop;
import dev.lastwatt.core.stoptime.StopTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which guests that take too long to shut down are saved instead while there is still time for it.
 *
 * <p>Hyper-V's own commands refuse this once a guest is Stopping; whether the host does is found out by asking, since a refusal
 * changes nothing and the guest would be cut off otherwise. On a host that has refused once nothing is asked any more.
 *
 * <p>Progress of a guest's shutdown cannot be seen. Each such guest has the probability p that it is not down by the end of its
 * window, given how long it has taken already; the saves that are to be expected of them on a volume, Σ p·R and twice their spread
 * (R: the time of a save), must fit into that window. As soon as they no longer would, the least promising guest is saved.
 */
final class Rescue {

    /** A guest more probable to come down by itself than this is left to it: saving it would end a shutdown that goes well. */
    private static final double LEAST_DOUBT = 0.25;

    /** The same on a host that is known to save such guests: a save that was not needed is a clean stop too. */
    private static final double LEAST_DOUBT_WHERE_KNOWN = 0.08;

    /** For asking, and for seeing the guest saved. */
    private static final Duration SPARE = Duration.ofSeconds(8);

    private final Run run;
    private final Situation now;
    private final Plan plan;
    private final Inventory inventory;

    Rescue(Run run, Situation now, Plan plan, Inventory inventory) {
        this.run = run;
        this.now = now;
        this.plan = plan;
        this.inventory = inventory;
    }

    /**
     * A guest that can be saved only now.
     *
     * @param upper how long its save takes at worst
     */
    record Due(Guest guest, GuestRun so, Duration upper, String why) {}

    private record Doubtful(Guest guest, GuestRun so, Duration save, double doubt, Duration window) {

        double seconds() {
            return save.toMillis() / 1000.0;
        }
    }

    /** The guests to be saved now: at most one of each volume. */
    List<Due> due() {
        if (Boolean.FALSE.equals(now.policy().savesWhileStopping()) || wasRefused()) {
            return List.of();
        }
        Map<String, List<Doubtful>> byVolume = new HashMap<>();
        for (PlannedStop stop : plan.stops()) {
            Guest guest = inventory.guest(stop.guest()).orElse(null);
            GuestRun so = run.guest(stop.guest()).orElse(null);
            if (guest != null && so != null && canBeSaved(guest, so, stop)) {
                Doubtful doubtful = doubtful(guest, so, stop);
                byVolume.computeIfAbsent(guest.volume(), v -> new ArrayList<>()).add(doubtful);
            }
        }
        List<Due> due = new ArrayList<>();
        byVolume.values().forEach(together -> addMostDoubtful(together, due));
        return due;
    }

    private boolean wasRefused() {
        return run.guests().values().stream()
                .flatMap(g -> g.lastAttempt().stream())
                .anyMatch(a -> a.rescue() && a.outcome() == Outcome.REFUSED);
    }

    private static boolean canBeSaved(Guest guest, GuestRun so, PlannedStop stop) {
        boolean shutsDown = so.underWay()
                .map(a -> a.method() == StopMethod.SHUTDOWN && a.outcome() != Outcome.PENDING)
                .orElse(false);
        return guest.state() == GuestState.STOPPING
                && shutsDown
                && so.givenUp() == null
                && !so.tried(StopMethod.SAVE)
                && save(stop) != null;
    }

    private static PlannedStop.@Nullable Alternative save(PlannedStop stop) {
        return stop.alternatives().stream()
                .filter(a -> a.method() == StopMethod.SAVE)
                .findFirst()
                .orElse(null);
    }

    private Doubtful doubtful(Guest guest, GuestRun so, PlannedStop stop) {
        Duration window = notNegative(Duration.between(now.now(), windowEnd(guest)));
        Duration elapsed =
                so.underWay().map(a -> Duration.between(a.at(), now.now())).orElse(Duration.ZERO);
        StopTime time = stop.time();
        PlannedStop.Alternative save = save(stop);
        Duration upper = save == null ? Duration.ZERO : save.upper();
        // A shutdown that is as quick as the save is left alone, however little time there is.
        Duration chance = window.compareTo(upper) > 0 ? window : upper;
        return new Doubtful(guest, so, upper, 1 - time.endsWithin(elapsed, chance), window);
    }

    /** The commit point, or before it the last chance of a guest that this one keeps waiting. */
    private Instant windowEnd(Guest guest) {
        Instant end = plan.commitPoint();
        for (Dependency d : now.graph().serversOf(guest.id())) {
            PlannedStop server = plan.stop(d.on()).orElse(null);
            if (server != null && server.requestedAt() == null) {
                Instant lastChance = plan.hardLimit().minus(server.leastTime());
                end = lastChance.isBefore(end) ? lastChance : end;
            }
        }
        return end;
    }

    private void addMostDoubtful(List<Doubtful> together, List<Due> due) {
        together.sort(Comparator.comparingDouble((Doubtful d) -> -d.doubt())
                .thenComparing(d -> d.guest().id()));
        Doubtful worst = together.get(0);
        double expected = 0;
        double variance = 0;
        for (Doubtful d : together) {
            expected += d.doubt() * d.seconds();
            variance += d.doubt() * (1 - d.doubt()) * d.seconds() * d.seconds();
        }
        double needed = expected + 2 * Math.sqrt(variance) + SPARE.toSeconds();
        boolean stillFits = !now.now().plus(worst.save()).isAfter(plan.hardLimit());
        double least = Boolean.TRUE.equals(now.policy().savesWhileStopping()) ? LEAST_DOUBT_WHERE_KNOWN : LEAST_DOUBT;
        if (worst.doubt() > least && stillFits && needed >= worst.window().toMillis() / 1000.0) {
            String knowledge = now.policy().savesWhileStopping() == null
                    ? "; whether this host saves a guest that shuts down is not known and found out by this"
                    : "";
            due.add(new Due(
                    worst.guest(),
                    worst.so(),
                    worst.save(),
                    "has not shut down in time and is saved while that is still possible" + knowledge));
        }
    }

    private static Duration notNegative(Duration time) {
        return time.isNegative() ? Duration.ZERO : time;
    }
}
