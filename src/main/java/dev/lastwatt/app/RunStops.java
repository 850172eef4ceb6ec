package dev.lastwatt.app;

import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.outage.Attempt;
import dev.lastwatt.core.outage.GuestRun;
import dev.lastwatt.core.outage.OutageState;
import dev.lastwatt.core.outage.Outcome;
import dev.lastwatt.core.stoptime.StopCause;
import java.time.Duration;
import java.time.Instant;

/** Tells the {@link StopWatch} what a run does, by the facts it writes. */
final class RunStops {

    /** A guest obeys at last, or it never will. */
    private static final Duration MAY_OBEY_FOR = Duration.ofMinutes(10);

    private RunStops() {}

    /** A fact was written. */
    static void heard(StopWatch stops, Fact fact) {
        if (fact instanceof Fact.StopRequested f) {
            stops.asked(f.guest(), f.method(), f.at(), StopCause.RUN, f.worstEnd());
        } else if (fact instanceof Fact.StopAnswered f) {
            switch (Outcome.of(f.answer())) {
                case ALREADY, BUSY, REFUSED -> stops.withdrawn(f.guest(), f.method());
                default -> {
                    // Obeyed, or perhaps obeyed: the guest's state will tell.
                }
            }
        } else if (fact instanceof Fact.GuestGivenUp f) {
            stops.gaveUp(f.guest(), f.at());
        } else if (fact instanceof Fact.HostShutdownAsked f) {
            stops.hostGoesDown(f.at());
        } else if (fact instanceof Fact.RunEnded f) {
            stops.calledOff(f.at());
        }
    }

    /** After a restart: nobody watched what became of the guests that were asked before. */
    static void doubt(StopWatch stops, OutageState state, Instant now) {
        state.running().ifPresent(run -> run.guests().values().stream()
                .filter(GuestRun::isStopping)
                .forEach(g -> stops.doubt(
                        g.guest(),
                        later(now, g.lastAttempt().map(Attempt::worstEnd).orElse(now))
                                .plus(MAY_OBEY_FOR))));
        if (state instanceof OutageState.Committed || state instanceof OutageState.Off) {
            stops.hostGoesDown(now);
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
