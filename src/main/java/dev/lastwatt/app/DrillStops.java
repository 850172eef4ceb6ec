package dev.lastwatt.app;

import dev.lastwatt.core.drill.DrillState;
import dev.lastwatt.core.journal.DrillOutcome;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.outage.Outcome;
import dev.lastwatt.core.stoptime.StopCause;
import java.time.Duration;
import java.time.Instant;

/** Tells the {@link StopWatch} what a drill does, by the facts it writes. */
final class DrillStops {

    /** A guest that was asked before a restart may obey for so long. */
    private static final Duration MAY_OBEY_FOR = Duration.ofMinutes(10);

    private DrillStops() {}

    /** A fact was written. */
    static void heard(StopWatch stops, Fact fact) {
        if (fact instanceof Fact.DrillStopAsked f) {
            stops.asked(f.guest(), f.method(), f.at(), StopCause.DRILL, f.worstEnd());
        } else if (fact instanceof Fact.DrillEnded f && f.outcome() == DrillOutcome.OVERRAN) {
            stops.gaveUp(f.guest(), f.at());
        } else if (fact instanceof Fact.DrillEnded f) {
            stops.trust(f.guest());
        }
    }

    /** What came of asking. */
    static void answered(StopWatch stops, DrillState state, Outcome outcome) {
        if (outcome == Outcome.ALREADY || outcome == Outcome.BUSY || outcome == Outcome.REFUSED) {
            state.drilled().ifPresent(g -> stops.withdrawn(g.guest(), g.method()));
        }
    }

    /** After a restart: nobody watched what became of the guest that was asked before. */
    static void doubt(StopWatch stops, DrillState state, Instant now) {
        state.drilled()
                .ifPresent(g ->
                        stops.doubt(g.guest(), later(now, g.subject().until()).plus(MAY_OBEY_FOR)));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
