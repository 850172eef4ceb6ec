package dev.lastwatt.core.drill;

import dev.lastwatt.core.drill.DrillState.Parked;
import dev.lastwatt.core.drill.DrillState.Starting;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.Heartbeat;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.journal.DrillOutcome;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.outage.Directive;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings the guest of a drill back: it is asked to start for as long as it takes. */
final class DrillStart {

    /** A heartbeat that is not back after this time is reported as missing. */
    private static final Duration HEARTBEAT_WITHIN = Duration.ofMinutes(10);

    private static final Duration ASK_AGAIN = Duration.ofSeconds(10);
    private static final int QUICK_TRIES = 6;
    private static final Duration ASK_AGAIN_LATER = Duration.ofMinutes(1);

    /** Servers of the guest that boot as well, after an outage, are waited for this long. */
    private static final Duration SERVERS_FIRST = Duration.ofMinutes(5);

    private DrillStart() {}

    static DrillState step(Starting state, DrillSituation now, List<Directive> out) {
        Drilled drilled = state.guest();
        Guest guest = now.guest(drilled.guest()).orElse(null);
        if (guest == null) {
            boolean gone = now.lookedAt() != null && now.lookedAt().isAfter(state.since());
            return gone ? DrillMachine.endGone(state.series(), drilled, now, out) : state;
        }
        if (!now.calm()) {
            return new Parked(state.series(), drilled.in(DrillOutcome.GIVEN_UP, "the mains failed during the drill"));
        }
        if (guest.state() == GuestState.RUNNING) {
            return running(state, drilled, guest, now, out);
        }
        Instant asked = drilled.start().at();
        Duration patience = drilled.start().tries() < QUICK_TRIES ? ASK_AGAIN : ASK_AGAIN_LATER;
        boolean due = asked == null ? serversAreUp(state, now) : !now.now().isBefore(asked.plus(patience));
        Guest other = guest.state().isDown() ? takenOver(guest, now) : null;
        if (other != null) {
            String words = "not started again: " + other.name() + " is up, and the two must never run together";
            return DrillMachine.end(state.series(), drilled.in(DrillOutcome.FAILED, words), now, out);
        }
        if (guest.state().isDown() && due) {
            out.add(new Directive.Record(
                    new Fact.DrillStartAsked(now.now(), drilled.id(), drilled.guest(), drilled.name())));
            out.add(new Directive.AskStart(drilled.guest()));
            return new Starting(state.series(), drilled.startAsked(now.now()), state.since());
        }
        return state;
    }

    private static DrillState running(
            Starting state, Drilled drilled, Guest guest, DrillSituation now, List<Directive> out) {
        boolean beats = guest.heartbeat() == Heartbeat.OK;
        Instant asked = drilled.start().at();
        Instant from = asked == null ? state.since() : asked;
        boolean inTime = now.now().isBefore(from.plus(HEARTBEAT_WITHIN));
        if (drilled.subject().heartbeat() && !beats && inTime) {
            return state;
        }
        Duration took = asked == null ? null : Duration.between(asked, now.now());
        out.add(new Directive.Record(
                new Fact.DrillGuestUp(now.now(), drilled.id(), drilled.guest(), drilled.name(), took, beats)));
        Drilled up = drilled.subject().heartbeat() && !beats
                ? drilled.in(DrillOutcome.NO_HEARTBEAT, "it runs again, without the heartbeat that it had: look at it")
                : drilled;
        return DrillMachine.end(state.series(), up, now, out);
    }

    /** Who must never run together with this guest, and has come up while it was down. */
    private static @Nullable Guest takenOver(Guest guest, DrillSituation now) {
        Inventory inventory = now.inventory();
        return inventory == null
                ? null
                : now.policy().apartFrom(guest, inventory.guests()).stream()
                        .filter(other -> !other.state().isDown())
                        .findFirst()
                        .orElse(null);
    }

    private static boolean serversAreUp(Starting state, DrillSituation now) {
        return !now.now().isBefore(state.since().plus(SERVERS_FIRST))
                || now.graph().serversOf(state.guest().guest()).stream()
                        .flatMap(d -> now.guest(d.on()).stream())
                        .noneMatch(server -> server.state().isComingUp());
    }
}
