package dev.lastwatt.adapter.report;

import dev.lastwatt.app.Rehearsal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A dry drill, one line for each moment. */
public final class RehearsalText {

    private RehearsalText() {}

    /** The moments in order, with the time after the failure of the mains. */
    public static String render(List<Rehearsal.Moment> moments) {
        if (moments.isEmpty()) {
            return "The guests are not known yet: there is nothing to rehearse.\n";
        }
        StringBuilder out =
                new StringBuilder("Dry drill: nothing is touched. If the mains failed now, with every stop taking its"
                        + " median\ntime and the battery lasting its lower bound:\n\n");
        for (Rehearsal.Moment moment : moments) {
            out.append(clock(moment.after()))
                    .append("  ")
                    .append(Legible.sentence(moment.what()))
                    .append('\n');
        }
        return out.toString();
    }

    private static String clock(Duration after) {
        return String.format(Locale.ROOT, "%4d:%02d", after.toMinutes(), after.toSecondsPart());
    }
}
