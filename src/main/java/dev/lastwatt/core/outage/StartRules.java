package dev.lastwatt.core.outage;

import dev.lastwatt.core.guest.Dependency;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.policy.GuestRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a guest that a run stopped may be asked to start: its servers and the guests of earlier places are up, its delay is over,
 * and nobody runs that it must never run with.
 */
final class StartRules {

    private final Situation now;
    private final Inventory inventory;
    private final Instant since;

    /** Of those that are to be kept apart, the preferred ones first. */
    private final List<GuestId> preferred;

    /** The place of each guest of the run, which is not after that of anybody who waits for it. */
    private final Map<GuestId, Integer> places = new HashMap<>();

    /**
     * For one look at the run.
     *
     * @param since since when there is energy enough to start
     */
    StartRules(Run run, Situation now, Inventory inventory, Instant since) {
        this.now = now;
        this.inventory = inventory;
        this.since = since;
        this.preferred = now.policy().keptApart(inventory.guests()).stream()
                .map(Guest::id)
                .toList();
        for (GuestRun guest : run.guests().values()) {
            inventory
                    .guest(guest.guest())
                    .ifPresent(g ->
                            places.put(g.id(), now.policy().ruleFor(g).start().order()));
        }
        for (GuestId guest : List.copyOf(places.keySet())) {
            pull(guest, places.getOrDefault(guest, 0), new HashSet<>());
        }
    }

    /** Whom a guest waits for has no later place than it. */
    private void pull(GuestId guest, int place, Set<GuestId> seen) {
        if (!seen.add(guest)) {
            return;
        }
        places.computeIfPresent(guest, (id, own) -> Math.min(own, place));
        for (Dependency d : now.graph().serversOf(guest)) {
            pull(d.on(), place, seen);
        }
        inventory.guest(guest).ifPresent(g -> apartFrom(g).stream()
                .filter(other -> isPreferred(other.id(), guest))
                .forEach(other -> pull(other.id(), place, seen)));
    }

    private List<Guest> apartFrom(Guest guest) {
        return now.policy().apartFrom(guest, inventory.guests());
    }

    private boolean isPreferred(GuestId one, GuestId other) {
        return preferred.indexOf(one) < preferred.indexOf(other);
    }

    /** Why this guest must stay down, if it must. */
    Optional<String> refusal(Guest guest) {
        return apartFrom(guest).stream()
                .filter(other -> !other.state().isDown() && !other.state().isGoingDown())
                .findFirst()
                .map(other -> "not started: " + other.name() + " is up, and the two must never run together");
    }

    /** Whether it may be asked now. */
    boolean mayAsk(Run run, GuestRun so, Guest guest) {
        Instant ready = since;
        for (GuestRun before : before(run, so)) {
            if (!isSettled(before)) {
                return false;
            }
            Instant up = before.upAt();
            ready = up != null && up.isAfter(ready) ? up : ready;
        }
        boolean delayed = now.now().isBefore(ready.plus(rule(guest).start().delay()));
        return !delayed && apartFrom(guest).stream().noneMatch(other -> keepsDown(run, other, guest));
    }

    private GuestRule rule(Guest guest) {
        return now.policy().ruleFor(guest);
    }

    /** The guests of the run that are up before this one is asked. */
    private List<GuestRun> before(Run run, GuestRun so) {
        List<GuestRun> before = new ArrayList<>();
        for (Dependency d : now.graph().serversOf(so.guest())) {
            run.guest(d.on()).filter(server -> !runsAnyway(server)).ifPresent(before::add);
        }
        int own = places.getOrDefault(so.guest(), 0);
        run.guests().values().stream()
                .filter(other -> places.getOrDefault(other.guest(), own) < own && comesBack(other))
                .forEach(before::add);
        return before;
    }

    /** It is down or on its way there, and will be asked to start; or was asked. One that hangs on its way keeps nobody waiting. */
    private boolean comesBack(GuestRun guest) {
        boolean onItsWay = state(guest.guest()).isGoingDown()
                && guest.underWay().map(a -> now.now().isBefore(a.worstEnd())).orElse(false);
        return guest.downAt() != null || onItsWay;
    }

    /** The run has not stopped it after all, and it runs; or it is nowhere to be seen. */
    private boolean runsAnyway(GuestRun guest) {
        return !guest.awaitsStart()
                && guest.upAt() == null
                && inventory
                        .guest(guest.guest())
                        .map(g -> g.state() == GuestState.RUNNING)
                        .orElse(true);
    }

    private boolean isSettled(GuestRun guest) {
        boolean askedSuffices = guest.startAt() != null
                && inventory
                        .guest(guest.guest())
                        .map(g -> rule(g).start().up() == GuestRule.Up.ASKED)
                        .orElse(false);
        return guest.upAt() != null || guest.startGivenUp() != null || askedSuffices;
    }

    /** Whether another, that must never run together with this guest, keeps it down for now. */
    private boolean keepsDown(Run run, Guest other, Guest guest) {
        if (!other.state().isDown()) {
            return true;
        }
        GuestRun so = run.guest(other.id()).filter(GuestRun::awaitsStart).orElse(null);
        if (so == null) {
            return false;
        }
        boolean goesFirst = isPreferred(other.id(), guest.id()) && !needs(other.id(), guest.id(), new HashSet<>());
        return so.startAt() != null || goesFirst;
    }

    private boolean needs(GuestId client, GuestId server, Set<GuestId> seen) {
        return seen.add(client)
                && now.graph().serversOf(client).stream()
                        .anyMatch(d -> d.on().equals(server) || needs(d.on(), server, seen));
    }

    private GuestState state(GuestId guest) {
        return inventory.guest(guest).map(Guest::state).orElse(GuestState.UNKNOWN);
    }
}
