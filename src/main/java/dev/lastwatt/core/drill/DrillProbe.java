package dev.lastwatt.core.drill;

import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.outage.Directive;
import dev.lastwatt.core.outage.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Whether this host saves a guest that shuts down, found out on a guest in a drill: while it is seen shutting down it is asked to be
 * saved as well. A refusal changes nothing; a guest that is saved is started again like any other.
 */
final class DrillProbe {

    /** A save that was accepted shows as a state well within this time. */
    private static final Duration SHOWS_WITHIN = Duration.ofSeconds(15);

    private DrillProbe() {}

    /** The guest with what has shown by now. */
    static Drilled step(Drilled drilled, Guest guest, DrillSituation now, List<Directive> out) {
        Drilled.Probe probe = drilled.probe();
        if (probe.shown() != null) {
            return drilled;
        }
        Instant askedAt = probe.askedAt();
        if (askedAt == null) {
            boolean goesDown =
                    guest.state() == GuestState.STOPPING && drilled.stop().answer() == Outcome.ACCEPTED;
            return goesDown && now.calm() ? ask(drilled, now, out) : drilled;
        }
        boolean saved = isSaving(guest.state());
        boolean refused = probe.answer() == Outcome.REFUSED || probe.answer() == Outcome.BUSY;
        boolean ignored = guest.state() == GuestState.STOPPING
                && !probe.awaitsAnswer()
                && !now.now().isBefore(askedAt.plus(SHOWS_WITHIN));
        if (!saved && !refused && !ignored) {
            return drilled;
        }
        out.add(new Directive.Record(
                new Fact.DrillProbed(now.now(), drilled.id(), drilled.guest(), drilled.name(), saved)));
        return drilled.with(new Drilled.Probe(askedAt, probe.answer(), saved));
    }

    private static Drilled ask(Drilled drilled, DrillSituation now, List<Directive> out) {
        out.add(new Directive.Record(
                new Fact.DrillProbeAsked(now.now(), drilled.id(), drilled.guest(), drilled.name())));
        out.add(new Directive.AskStop(drilled.guest(), StopMethod.SAVE, "drill " + drilled.id()));
        return drilled.with(new Drilled.Probe(now.now(), Outcome.PENDING, null));
    }

    private static boolean isSaving(GuestState state) {
        return switch (state) {
            case SAVING, SAVED, FAST_SAVING, FAST_SAVED, SAVING_CRITICAL, FAST_SAVING_CRITICAL -> true;
            default -> false;
        };
    }
}
