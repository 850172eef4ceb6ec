package dev.lastwatt.core.outage;

import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.plan.Plan;
import dev.lastwatt.core.plan.PlannedStop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which guests that take too long to shut down are saved instead while there is still time for it.
 *
 * <p>Hyper-V's own commands refuse this once a guest is Stopping; whether the host does is found out by asking, since a refusal
 * changes nothing and the guest would be cut off otherwise. On a host that has refused once nothing is asked any more.
 *
 * <p>Progress of a guest's shutdown cannot be seen: what is known is how long it has taken, and how long its stops take. For each wait
 * there is a probability that the guest is down in time if it is saved after that wait, should it not be down by itself until then
 * ({@link RescuePromise}). It is saved as soon as no wait promises as much as saving it now.
 */
final class Rescue {

    /**
     * A guest more probable to come down by itself than this is left to it: saving it would end a shutdown that goes well, and it would go
     * on with that when it is restored.
     */
    private static final double LEAST_DOUBT = 0.1;

    /** Saving now has to promise so much more than waiting, as a probability: what is as good is left to the guest. */
    private static final double LEAST_GAIN = 0.001;

    /** The same where nobody knows whether this host saves such guests. */
    private static final double LEAST_GAIN_WHERE_UNKNOWN = 0.01;

    /** The host's usual time, in hundredths of what is planned for it. */
    private static final int HOSTS_MEDIAN = 60;

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

    private record Doubtful(Guest guest, GuestRun so, PlannedStop.Alternative save, RescuePromise promise) {}

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
                .map(a -> a.method() == StopMethod.SHUTDOWN && a.outcome() != Outcome.PENDING && !a.isBeforeItsStop())
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
        Duration elapsed =
                so.underWay().map(a -> Duration.between(a.at(), now.now())).orElse(Duration.ZERO);
        PlannedStop.Alternative save = Objects.requireNonNull(save(stop));
        Duration after = now.policy()
                .hostShutdown()
                .multipliedBy(HOSTS_MEDIAN)
                .dividedBy(100)
                .plus(keepsWaiting(guest));
        return new Doubtful(
                guest, so, save, new RescuePromise(stop.time(), elapsed, save.time(), after, now.remaining()));
    }

    /** What the guests take at least that this one keeps waiting. */
    private Duration keepsWaiting(Guest guest) {
        return now.graph().serversOf(guest.id()).stream()
                .flatMap(d -> plan.stop(d.on()).stream())
                .filter(server -> server.requestedAt() == null)
                .map(PlannedStop::leastTime)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** What saves that are planned on its volume lose, in guests, because they wait for this one. */
    private double harm(Doubtful d) {
        int delayed = 0;
        Instant first = null;
        for (PlannedStop stop : plan.stops()) {
            boolean waits = stop.method() == StopMethod.SAVE && stop.requestedAt() == null;
            if (waits
                    && inventory
                            .guest(stop.guest())
                            .filter(g -> g.volume().equals(d.guest().volume()))
                            .isPresent()) {
                delayed++;
                first = first == null || stop.latestStart().isBefore(first) ? stop.latestStart() : first;
            }
        }
        if (first == null) {
            return 0;
        }
        Duration by = Duration.between(
                first.isBefore(now.now()) ? now.now() : first,
                now.now().plus(d.save().time().median()));
        Duration end = Duration.between(now.now(), plan.commitPoint());
        return by.isNegative() ? 0 : delayed * d.promise().lostBy(end.isNegative() ? Duration.ZERO : end, by);
    }

    private void addMostDoubtful(List<Doubtful> together, List<Due> due) {
        double all =
                together.stream().mapToDouble(d -> d.promise().expectedSave()).sum();
        double most = Boolean.TRUE.equals(now.policy().savesWhileStopping()) ? LEAST_GAIN : LEAST_GAIN_WHERE_UNKNOWN;
        Doubtful worst = null;
        for (Doubtful d : together) {
            if (d.promise().doubt() < LEAST_DOUBT) {
                continue;
            }
            double gain = d.promise().gainOfNow(all - d.promise().expectedSave()) - harm(d);
            if (gain > most) {
                most = gain;
                worst = d;
            }
        }
        if (worst != null) {
            String knowledge = now.policy().savesWhileStopping() == null
                    ? "; whether this host saves a guest that shuts down is not known and found out by this"
                    : "";
            due.add(new Due(
                    worst.guest(),
                    worst.so(),
                    worst.save().upper(),
                    "has not shut down in time and is saved while that is still possible" + knowledge));
        }
    }
}
