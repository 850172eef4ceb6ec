package dev.lastwatt.app;

import dev.lastwatt.core.journal.DrillId;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.Phase;
import dev.lastwatt.core.outage.FullDrill;
import dev.lastwatt.core.outage.OutageState;
import dev.lastwatt.core.outage.Run;
import dev.lastwatt.core.power.PowerState;
import dev.lastwatt.port.Journal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The full drill that waits for the plug, or is under way; none most of the time. */
final class FullDrills {

    private @Nullable FullDrill drill;
    private boolean failed;
    private @Nullable Run run;

    /** A service that is restarted goes on waiting, unless the window has ended or the drill was begun. */
    static FullDrills from(Journal journal, OutageState state, Instant now) {
        FullDrills drills = new FullDrills();
        Optional<Run> under = state.running().filter(r -> r.drill() != null);
        if (under.isPresent()) {
            drills.drill = under.get().drill();
            drills.run = under.get();
            return drills;
        }
        journal.last(Fact.FullDrillReady.class)
                .filter(ready -> now.isBefore(ready.until()))
                .filter(ready -> journal.last(Fact.FullDrillEnded.class)
                        .filter(end -> end.drill().equals(ready.drill()))
                        .isEmpty())
                .filter(ready -> journal.last(Fact.RunIsDrill.class)
                        .filter(run -> run.drill().equals(ready.drill()))
                        .isEmpty())
                .ifPresent(ready -> drills.drill = new FullDrill(ready.drill(), ready.until(), ready.through(), null));
        return drills;
    }

    /** The drill that a failure of the mains is now; null if it is an outage. */
    @Nullable FullDrill drill() {
        return drill;
    }

    Fact begin(Instant now, Instant until, boolean through, String by) {
        DrillId id = DrillId.beganAt(now);
        drill = new FullDrill(id, until, through, null);
        failed = false;
        run = null;
        return new Fact.FullDrillReady(now, id, until, through, by);
    }

    /** Ends it, whatever it is at. */
    List<Fact> withdraw(Instant now, String why) {
        FullDrill is = drill;
        drill = null;
        return is == null ? List.of() : List.of(new Fact.FullDrillEnded(now, is.id(), why));
    }

    /** Whether the mains have failed in it. */
    boolean isUnderWay() {
        return drill != null && (failed || run != null);
    }

    /** What is to be written when it ends. */
    List<Fact> at(Instant now, OutageState state, PowerState power) {
        FullDrill is = drill;
        if (is == null) {
            return List.of();
        }
        Optional<Run> under = state.running().filter(r -> r.drill() != null);
        if (under.isPresent()) {
            run = under.get();
            drill = run.drill();
            return List.of();
        }
        if (run != null) {
            return withdraw(now, "run " + run.id() + " is over");
        }
        if (power.onBatterySince().isPresent() || state.phase() != Phase.ON_LINE) {
            failed = true;
            return List.of();
        }
        if (failed) {
            return withdraw(now, "the mains were back before the first stop was due; no guest was touched");
        }
        return now.isBefore(is.until())
                ? List.of()
                : withdraw(now, "nobody pulled the plug before the window ended; nothing was touched");
    }

    /** The run that it led to, null before. */
    @Nullable Run run() {
        return run;
    }
}
