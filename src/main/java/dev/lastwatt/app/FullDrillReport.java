package dev.lastwatt.app;

import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.JournalEntry;
import dev.lastwatt.core.journal.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a full drill has shown: how long each part took, what battery was left, and whether the plug is back in. */
public final class FullDrillReport {

    private final List<String> lines = new ArrayList<>();
    private @Nullable Instant failedAt;
    private @Nullable Instant firstStopAt;
    private @Nullable Instant heldAt;
    private boolean plugIsBack;

    private FullDrillReport() {}

    /** The report in lines, from the entries of its run; empty if that was no full drill. */
    public static List<String> of(List<JournalEntry> entries) {
        if (entries.stream().noneMatch(e -> e.fact() instanceof Fact.RunIsDrill)) {
            return List.of();
        }
        FullDrillReport report = new FullDrillReport();
        entries.forEach(e -> report.take(e.fact()));
        report.lines.add(
                report.plugIsBack
                        ? "the plug is back in"
                        : "whether the plug is back in was not seen by this run: look at 'lastwatt status'");
        return report.lines;
    }

    private void take(Fact fact) {
        if (fact instanceof Fact.RunBegan f) {
            failedAt = f.powerFailedAt();
            firstStopAt = f.at();
            part("from the plug to the first stop", f.powerFailedAt(), f.at());
        } else if (fact instanceof Fact.GuestDown f) {
            Duration took = f.took();
            lines.add(f.name() + ": " + (took == null ? "down, not timed" : DrillLines.words(took) + " to stop"));
        } else if (fact instanceof Fact.GuestGivenUp f) {
            lines.add(f.name() + ": not stopped, " + f.why());
        } else if (fact instanceof Fact.GuestUp f) {
            lines.add(f.name() + ": " + DrillLines.words(f.took()) + " to be up again");
        } else if (fact instanceof Fact.BatteryNoted f) {
            Double charge = f.chargePercent();
            lines.add("battery when " + f.moment() + ": "
                    + (charge == null ? "charge not told" : Math.round(charge) + " %") + ", runtime "
                    + DrillLines.words(f.runtime()) + " at least");
            heldAt = heldAt == null && firstStopAt != null && f.at().isAfter(firstStopAt) ? f.at() : heldAt;
        } else if (fact instanceof Fact.PhaseEntered f) {
            phase(f);
        } else if (fact instanceof Fact.RunEnded f) {
            part("from the plug to the end", failedAt, f.at());
        }
    }

    private void phase(Fact.PhaseEntered f) {
        plugIsBack |= f.phase() == Phase.RECOVERING;
        if (f.phase() == Phase.COMMITTED) {
            part("from the plug to the commit point", failedAt, f.at());
        } else if (f.phase() == Phase.RECOVERING && heldAt != null) {
            part("from the first stop to the commit point", firstStopAt, heldAt);
        }
    }

    private void part(String what, @Nullable Instant from, Instant to) {
        if (from != null) {
            lines.add(what + ": " + DrillLines.words(Duration.between(from, to)));
        }
    }
}
