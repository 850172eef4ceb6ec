package dev.lastwatt.adapter.report;

import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.JournalEntry;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The runs there have been, a line each. */
public final class RunList {

    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("d MMM yyyy HH:mm:ss", Locale.ENGLISH);

    private RunList() {}

    /** The runs, each with its entries, in the order given. */
    public static String render(List<List<JournalEntry>> runs, ZoneId zone) {
        if (runs.isEmpty()) {
            return "There has been no run.\n";
        }
        StringBuilder out = new StringBuilder();
        runs.forEach(run -> out.append(line(run, zone)).append('\n'));
        return out.toString();
    }

    private static String line(List<JournalEntry> run, ZoneId zone) {
        String id = "?";
        String began = "";
        String cause = "";
        String outcome = "under way";
        int stops = 0;
        for (JournalEntry entry : run) {
            Fact fact = entry.fact();
            if (fact instanceof Fact.RunBegan f) {
                id = f.run().value();
                began = WHEN.format(f.at().atZone(zone));
                cause = f.cause();
            } else if (fact instanceof Fact.GuestDown) {
                stops++;
            } else if (fact instanceof Fact.RunEnded f) {
                outcome = f.outcome().word();
            }
        }
        return Legible.left(id, 17)
                + Legible.left(began, 22)
                + Legible.left(outcome, 11)
                + Legible.left(stops + " guests down", 18)
                + Legible.sentence(cause);
    }
}
