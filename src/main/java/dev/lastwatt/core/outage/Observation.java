package dev.lastwatt.core.outage;

import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.journal.Fact;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Notes in the run what became of the guests that it touched. */
final class Observation {

    private Observation() {}

    /** The run with what the inventory shows now. */
    static Run of(Run run, Situation now, List<Directive> out) {
        Inventory inventory = now.inventory();
        if (inventory == null) {
            return run;
        }
        Run seen = run;
        for (GuestRun guest : run.guests().values()) {
            GuestState state = inventory.guest(guest.guest()).map(Guest::state).orElse(GuestState.OFF);
            seen = seen.with(observed(rescued(guest, state, run, now, out), state, run, now, out));
        }
        return seen;
    }

    /** Whether the host saves a guest that was shutting down shows in what becomes of the first that it was asked to. */
    private static GuestRun rescued(GuestRun guest, GuestState state, Run run, Situation now, List<Directive> out) {
        Attempt rescue = guest.lastAttempt()
                .filter(a -> a.rescue() && guest.downAt() == null && a.mayBeUnderWay())
                .orElse(null);
        boolean refused = guest.lastAttempt()
                .map(a -> a.rescue() && a.outcome() == Outcome.REFUSED)
                .orElse(false);
        boolean ignored = rescue != null
                && rescue.outcome() == Outcome.ACCEPTED
                && state == GuestState.STOPPING
                && !now.now().isBefore(rescue.at().plus(FollowUp.SAVE_SHOWS_WITHIN));
        boolean saved = rescue != null && (state == GuestState.SAVING || state == GuestState.SAVED);
        if ((refused || ignored || saved) && now.policy().savesWhileStopping() == null) {
            out.add(new Directive.Record(
                    new Fact.SaveWhileStopping(now.now(), run.id(), guest.guest(), guest.name(), saved)));
        }
        return ignored ? guest.answered(StopMethod.SAVE, Outcome.REFUSED) : guest;
    }

    private static GuestRun observed(GuestRun guest, GuestState state, Run run, Situation now, List<Directive> out) {
        if (guest.downAt() == null && state.isDown() && !guest.attempts().isEmpty()) {
            out.add(new Directive.Record(new Fact.GuestDown(
                    now.now(), run.id(), guest.guest(), guest.name(), state, took(guest, run, now))));
            return guest.down(now.now(), state);
        }
        if (guest.downAt() != null && guest.startAt() == null && (state.isUp() || state.isComingUp())) {
            // Somebody started it again, or it restarted by itself: it has to be stopped anew.
            out.add(new Directive.Record(new Fact.Noted(
                    now.now(), run.id(), guest.name() + " was down and runs again: it is planned anew")));
            return GuestRun.untouched(guest.guest(), guest.name());
        }
        return guest;
    }

    /** Unknown where somebody else had asked before, or where the host was off meanwhile. */
    private static @Nullable Duration took(GuestRun guest, Run run, Situation now) {
        return guest.lastAttempt()
                .filter(a -> a.outcome() != Outcome.ALREADY
                        && !a.isBeforeItsStop()
                        && run.bootId().equals(now.bootId()))
                .map(a -> Duration.between(a.at(), now.now()))
                .orElse(null);
    }
}
