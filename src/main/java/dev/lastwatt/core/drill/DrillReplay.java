package dev.lastwatt.core.drill;

import dev.lastwatt.core.drill.DrillState.Idle;
import dev.lastwatt.core.drill.DrillState.Parked;
import dev.lastwatt.core.journal.DrillOutcome;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.outage.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Finds the drill again that a killed service was in. Its guest was found running, and is given back so: in the same boot of the
 * host and in any other. Nobody watched meanwhile, so the stop is not timed.
 */
public final class DrillReplay {

    private DrillReplay() {}

    /**
     * The latest of each kind of fact about drills, whatever drill it belongs to.
     *
     * @param began the latest beginning
     * @param down the latest guest that was seen down
     * @param ended the latest end
     */
    public record Latest(
            Optional<Fact.DrillBegan> began, Optional<Fact.DrillGuestDown> down, Optional<Fact.DrillEnded> ended) {}

    /** Where to go on. A restart in the midst of an order ends the order; the guest that was touched is brought back. */
    public static DrillState of(Latest latest, String bootId, Instant now) {
        Fact.DrillBegan began = latest.began().orElse(null);
        if (began == null || latest.ended().filter(e -> isOver(began, e)).isPresent()) {
            return new Idle(null);
        }
        boolean wasDown =
                latest.down().filter(d -> d.drill().equals(began.drill())).isPresent();
        boolean sameBoot = began.bootId().equals(bootId);
        Drilled drilled = new Drilled(
                        new Drilled.Subject(
                                began.drill(),
                                began.guest(),
                                began.name(),
                                began.method(),
                                began.until(),
                                began.heartbeat(),
                                false),
                        new Drilled.Stop(
                                began.at(),
                                null,
                                Outcome.UNANSWERED,
                                "the service was restarted",
                                false,
                                wasDown || !sameBoot ? now : null,
                                null),
                        Drilled.Probe.NONE,
                        Drilled.Start.NONE,
                        null)
                .in(DrillOutcome.INTERRUPTED, "the service was restarted during the drill; the stop was not timed");
        DrillOrder order = new DrillOrder(List.of(began.guest()), began.method(), false, began.until(), began.by());
        return new Parked(new DrillSeries(order, began.at(), List.of(), List.of(), false), drilled);
    }

    /**
     * Whether that end shows the drill to be over: it is its own, or that of a guest which was refused later. One guest is drilled after
     * another, so the turn of the next comes when the one before is done; a guest that was refused just before shares the moment.
     */
    private static boolean isOver(Fact.DrillBegan began, Fact.DrillEnded end) {
        boolean itsOwn = end.drill().equals(began.drill()) && end.guest().equals(began.guest());
        return end.at().isAfter(began.at()) || (itsOwn && end.at().equals(began.at()));
    }
}
