package dev.lastwatt.adapter.report;

import dev.lastwatt.app.Snapshot;
import dev.lastwatt.core.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A block of lines that is drawn over its predecessor on a terminal. */
final class LiveBlock {

    /** A line that wraps would be two, and the cursor would not go back far enough. */
    private static final int WIDTH = 79;

    private static final int GUESTS_SHOWN = 16;
    private static final int BAR = 30;
    private static final String ESCAPE = "\u001b[";
    private static final String CLEAR_LINE = ESCAPE + "K";
    private static final String CLEAR_BELOW = ESCAPE + "J";

    private int linesDrawn;
    private Duration fullBar = Duration.ZERO;

    String redraw(Snapshot snapshot, String stamp) {
        List<String> lines = lines(snapshot, stamp);
        StringBuilder out = new StringBuilder();
        if (linesDrawn > 0) {
            out.append(ESCAPE).append(linesDrawn).append("A\r");
        }
        lines.forEach(l -> out.append(Legible.cut(l, WIDTH)).append(CLEAR_LINE).append('\n'));
        linesDrawn = lines.size();
        return out.append(CLEAR_BELOW).toString();
    }

    private List<String> lines(Snapshot snapshot, String stamp) {
        List<String> out = new ArrayList<>();
        out.add(stamp + " after the failure | " + snapshot.power().word() + " | "
                + snapshot.state().phase().word() + " | " + snapshot.arming().word());
        out.add(battery(snapshot));
        out.add(commit(snapshot.plan()));
        List<LiveGuest> guests = LiveGuest.of(snapshot);
        guests.stream()
                .limit(GUESTS_SHOWN)
                .forEach(g -> out.add("  " + Legible.left(Legible.cut(g.name(), GuestNames.COLUMNS), GuestNames.COLUMNS)
                        + "  " + g.words()));
        if (guests.size() > GUESTS_SHOWN) {
            out.add("  and " + (guests.size() - GUESTS_SHOWN) + " more guests");
        }
        snapshot.alarms().stream().limit(3).forEach(a -> out.add("! " + Legible.of(a)));
        return out;
    }

    /** The bar is full at the longest runtime seen, so that it shows how much of it is gone. */
    private String battery(Snapshot snapshot) {
        Duration left = snapshot.remaining().lowerBound();
        if (left.compareTo(fullBar) > 0) {
            fullBar = left;
        }
        long full = Math.max(1, fullBar.toMillis());
        int filled = (int) Math.max(0, Math.min(BAR, BAR * left.toMillis() / full));
        return "battery [" + "#".repeat(filled) + ".".repeat(BAR - filled) + "] at least " + Spans.words(left);
    }

    private static String commit(@Nullable Plan plan) {
        if (plan == null) {
            return "no plan: the guests have not been read yet";
        }
        Marks marks = Marks.of(plan);
        long left = marks.commit() - marks.now();
        return Verdict.byTheFigures(plan) + " Host goes down by " + Spans.clock(marks.commit())
                + (left >= 0 ? ", in " + Spans.words(left) : "");
    }
}
