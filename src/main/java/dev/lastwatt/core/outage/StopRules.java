package dev.lastwatt.core.outage;

import dev.lastwatt.core.guest.Dependency;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.plan.Plan;
import dev.lastwatt.core.plan.PlannedStop;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which guests are asked to stop now: those whose time has come and whose clients are down, and those whose last request failed. */
final class StopRules {

    /** For asking and for seeing the guest down, beside the stop itself. */
    private static final Duration SPARE = Duration.ofSeconds(5);

    /** A save that takes so many times as long as another lets that one go first. */
    private static final int MUCH_LONGER = 2;

    private final Situation now;
    private final List<Directive> out;
    private final Map<String, Integer> busy = new HashMap<>();
    private Run run;

    StopRules(Run run, Situation now, List<Directive> out) {
        this.run = run;
        this.now = now;
        this.out = out;
    }

    /** The run after the requests. */
    Run apply() {
        Plan plan = now.plan();
        Inventory inventory = now.inventory();
        if (plan == null || inventory == null || now.hypervisorLostSince() != null) {
            return run;
        }
        countBusy(inventory);
        for (PlannedStop planned : plan.stops()) {
            Guest guest = inventory.guest(planned.guest()).orElse(null);
            if (guest != null) {
                consider(guest, planned, plan);
            }
        }
        for (Rescue.Due due : new Rescue(run, now, plan, inventory).due()) {
            // A rescue beside another save would make both late: it waits for its turn also in an emergency.
            int saves = busy.getOrDefault(resource(due.guest(), StopMethod.SAVE), 0);
            if (saves < now.policy().savesOn(due.guest().volume())) {
                ask(due.guest(), due.so(), StopMethod.SAVE, due.upper(), due.why(), true);
            }
        }
        return run;
    }

    /** A guest that overruns hangs: it keeps no other guest waiting. */
    private void countBusy(Inventory inventory) {
        for (GuestRun guest : run.guests().values()) {
            if (takesPlace(guest)) {
                Attempt last = guest.underWay().orElseThrow();
                inventory.guest(guest.guest()).ifPresent(g -> busy.merge(resource(g, last.method()), 1, Integer::sum));
            }
        }
    }

    private boolean takesPlace(GuestRun guest) {
        return guest.isStopping()
                && guest.underWay().map(a -> now.now().isBefore(a.worstEnd())).orElse(false);
    }

    private void consider(Guest guest, PlannedStop planned, Plan plan) {
        GuestRun so = run.guest(guest.id()).orElseGet(() -> GuestRun.untouched(guest.id(), guest.name()));
        if (so.downAt() != null || so.givenUp() != null || !guest.state().isUp()) {
            return;
        }
        if (so.attempts().isEmpty()) {
            first(guest, so, planned, plan);
        } else {
            new FollowUp(so, planned, plan, now.now()).next().ifPresent(next -> follow(guest, so, next));
        }
    }

    private void first(Guest guest, GuestRun so, PlannedStop planned, Plan plan) {
        boolean due = now.stopsAtOnce()
                || isEmergency()
                || !now.now().plus(OutageMachine.TICK).isBefore(planned.latestStart());
        if (!due) {
            return;
        }
        for (Dependency d : now.graph().clientsOf(guest.id())) {
            ClientState client = client(d, plan, planned);
            if (client == ClientState.RUNS_ON) {
                giveUp(so, "a guest whose disk lives on it keeps running: " + nameOf(d.guest()));
                return;
            }
            if (client == ClientState.WAIT) {
                return;
            }
        }
        if (hasSlot(guest, planned.method()) || slipsIn(guest, planned)) {
            ask(guest, so, planned.method(), planned.time().upper(), planned.why() + outOfOrder(guest), false);
        }
    }

    /** Says so where a client is not down and there is no time left to wait for it. */
    private String outOfOrder(Guest guest) {
        List<String> stillUp = now.graph().clientsOf(guest.id()).stream()
                .filter(d -> !isDown(d.guest()))
                .map(d -> nameOf(d.guest()))
                .toList();
        return stillUp.isEmpty()
                ? ""
                : "; out of order, for there is no time left to wait for " + String.join(", ", stillUp);
    }

    private enum ClientState {
        SETTLED,
        WAIT,
        RUNS_ON
    }

    /** Whether this client lets its server stop. */
    private ClientState client(Dependency d, Plan plan, PlannedStop server) {
        Inventory inventory = now.inventory();
        GuestState state = inventory == null
                ? GuestState.UNKNOWN
                : inventory.guest(d.guest()).map(Guest::state).orElse(GuestState.OFF);
        if (state.isDown()) {
            return ClientState.SETTLED;
        }
        boolean left = plan.left().stream().anyMatch(l -> l.guest().equals(d.guest()))
                || run.guest(d.guest()).map(g -> g.givenUp() != null).orElse(false);
        boolean passes = !state.isUp() && !state.isGoingDown();
        if (d.kind() == Dependency.Kind.HARD) {
            // A state that cannot be acted on may pass; the guest is not given up for it, and its disk not taken away.
            return left && !passes ? ClientState.RUNS_ON : ClientState.WAIT;
        }
        if (left) {
            return ClientState.SETTLED;
        }
        // An order that can no longer be kept is given up by the middle estimate, not by the lower bound: late enough.
        // Half of the time there is belongs to the order in any case: what a server needs may be no more than an
        // assumption.
        Instant byItsNeed = plan.hardLimit().minus(server.leastTime()).minus(SPARE);
        Instant half = run.beganAt()
                .plus(Duration.between(run.beganAt(), plan.hardLimit()).dividedBy(2));
        Instant lastChance = byItsNeed.isAfter(half) ? byItsNeed : half;
        return !now.now().isBefore(lastChance) && hadItsChance(d.guest(), state)
                ? ClientState.SETTLED
                : ClientState.WAIT;
    }

    /** The client was asked, or cannot be asked: no need to wait for it any longer. */
    private boolean hadItsChance(GuestId client, GuestState state) {
        boolean asked = run.guest(client).map(g -> !g.attempts().isEmpty()).orElse(false);
        boolean heldBack = now.graph().clientsOf(client).stream()
                .anyMatch(d -> d.kind() == Dependency.Kind.HARD && !isDown(d.guest()));
        return asked || heldBack || !state.isUp();
    }

    private boolean isDown(GuestId guest) {
        Inventory inventory = now.inventory();
        return inventory != null
                && inventory.guest(guest).map(g -> g.state().isDown()).orElse(true);
    }

    private boolean isEmergency() {
        Plan plan = now.plan();
        return plan != null && plan.emergency();
    }

    private boolean hasSlot(Guest guest, StopMethod method) {
        int taken = busy.getOrDefault(resource(guest, method), 0);
        return switch (method) {
            case SAVE -> taken < now.policy().savesOn(guest.volume());
            case SHUTDOWN -> taken < now.policy().concurrentShutdowns() * (isEmergency() ? 2 : 1);
            case TURN_OFF -> true;
        };
    }

    /** In an emergency a short save does not wait for long ones: they share the volume's pace, and it is over soon. */
    private boolean slipsIn(Guest guest, PlannedStop planned) {
        if (!isEmergency() || planned.method() != StopMethod.SAVE) {
            return false;
        }
        String volume = resource(guest, StopMethod.SAVE);
        Instant notBefore = now.now().plus(planned.time().upper().multipliedBy(MUCH_LONGER));
        Inventory inventory = now.inventory();
        return busy.getOrDefault(volume, 0) < 2 * now.policy().savesOn(guest.volume())
                && inventory != null
                && run.guests().values().stream()
                        .filter(StopRules::saves)
                        .filter(g -> inventory
                                .guest(g.guest())
                                .filter(other ->
                                        resource(other, StopMethod.SAVE).equals(volume))
                                .isPresent())
                        .allMatch(g -> g.underWay().orElseThrow().worstEnd().isAfter(notBefore));
    }

    private static boolean saves(GuestRun guest) {
        return guest.isStopping()
                && guest.underWay().map(a -> a.method() == StopMethod.SAVE).orElse(false);
    }

    private void follow(Guest guest, GuestRun so, FollowUp.Next next) {
        if (next.method() == null) {
            giveUp(so, next.why());
            return;
        }
        boolean hasIts = takesPlace(so)
                && so.lastAttempt().map(a -> a.method() == next.method()).orElse(false);
        if (next.method() != StopMethod.SAVE || hasIts || hasSlot(guest, StopMethod.SAVE)) {
            ask(guest, so, next.method(), next.upper(), next.why(), false);
        }
    }

    private void ask(Guest guest, GuestRun so, StopMethod method, Duration upper, String why, boolean rescue) {
        Instant worst = now.now().plus(upper);
        // Only the planned method's median is known; a fallback is expected by its worst case.
        Plan plan = now.plan();
        Instant expected = plan == null
                ? worst
                : plan.stop(guest.id())
                        .filter(p -> p.method() == method && p.requestedAt() == null)
                        .map(p -> now.now().plus(p.time().median()))
                        .orElse(worst);
        out.add(new Directive.Record(
                new Fact.StopRequested(now.now(), run.id(), guest.id(), guest.name(), method, expected, worst, why)));
        out.add(new Directive.AskStop(guest.id(), method, "UPS: run " + run.id()));
        run = run.with(so.asked(new Attempt(method, now.now(), worst, Outcome.PENDING, rescue)));
        busy.merge(resource(guest, method), 1, Integer::sum);
    }

    private void giveUp(GuestRun so, String why) {
        out.add(new Directive.Record(new Fact.GuestGivenUp(now.now(), run.id(), so.guest(), so.name(), why)));
        run = run.with(so.givenUp(why));
    }

    private String nameOf(GuestId id) {
        Inventory inventory = now.inventory();
        return inventory == null
                ? id.toString()
                : inventory.guest(id).map(Guest::name).orElse(id.toString());
    }

    private static String resource(Guest guest, StopMethod method) {
        return method == StopMethod.SAVE ? "save " + guest.volume() : method.word();
    }
}
