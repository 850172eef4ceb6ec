package dev.lastwatt.app;

import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A full drill in lines, as it goes on, for whoever stands at the plug. */
final class FullDrillLines {

    private FullDrillLines() {}

    /** What a fact of the run says to them, if anything. */
    static Optional<String> of(Fact fact) {
        if (fact instanceof Fact.RunBegan f) {
            return Optional.of("the plug is out since " + DrillLines.words(between(f.powerFailedAt(), f.at()))
                    + ", and the first stop is due");
        } else if (fact instanceof Fact.StopRequested f) {
            return Optional.of(f.name() + ": asked to stop by " + f.method().word() + ", at worst down in "
                    + DrillLines.words(between(f.at(), f.worstEnd())));
        } else if (fact instanceof Fact.GuestDown f) {
            Duration took = f.took();
            return Optional.of(f.name() + ": down" + (took == null ? "" : " after " + DrillLines.words(took)));
        } else if (fact instanceof Fact.GuestGivenUp f) {
            return Optional.of(f.name() + ": " + f.why());
        } else if (fact instanceof Fact.BatteryNoted f) {
            return Optional.of(f.moment());
        } else if (fact instanceof Fact.PhaseEntered f && f.phase() == Phase.RECOVERING) {
            return Optional.of(f.why() + ": everything is undone");
        } else if (fact instanceof Fact.StartRequested f) {
            return Optional.of(f.name() + ": asked to start");
        } else if (fact instanceof Fact.GuestUp f) {
            return Optional.of(f.name() + ": runs again after " + DrillLines.words(f.took()));
        } else if (fact instanceof Fact.HostShutdownAsked f) {
            return Optional.of("the host is asked to shut down: " + f.why());
        }
        return Optional.empty();
    }

    private static Duration between(Instant from, Instant to) {
        return from.isAfter(to) ? Duration.ZERO : Duration.between(from, to);
    }
}
