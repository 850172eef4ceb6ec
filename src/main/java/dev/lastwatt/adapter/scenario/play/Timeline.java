package dev.lastwatt.adapter.scenario.play;

import dev.lastwatt.adapter.scenario.world.PlayedOutage;
import dev.lastwatt.adapter.scenario.world.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A line a guest: how long it ran, was on its way down, and how it ended. */
final class Timeline {

    private static final int COLUMNS = 60;
    private static final int LONGEST_NAME = 20;

    private final Site site;
    private final PlayedOutage outage;
    private final double end;

    /** Of an outage that was played to its end. */
    Timeline(Site site, PlayedOutage outage) {
        this.site = site;
        this.outage = outage;
        double last = 0;
        for (int i = 0; i < site.size(); i++) {
            last = Math.max(last, Double.isNaN(outage.offAt(i)) ? 0 : outage.offAt(i));
        }
        // Mains that are away for hours would leave the story a few columns.
        this.end =
                Math.max(1, Double.isNaN(outage.hostOffAt()) ? Math.min(outage.now(), 2 * last + 600) : outage.now());
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(line("", "0" + " ".repeat(COLUMNS - 1 - Story.words(end).length()) + Story.words(end)));
        for (int i = 0; i < site.size(); i++) {
            lines.add(line(site.name(i), bar(i)));
        }
        lines.add(line("", "= runs   > on its way down   X ends uncleanly   . off"));
        return lines;
    }

    private String bar(int guest) {
        double asked = outage.askedAt(guest);
        double off = outage.offAt(guest);
        boolean lost = outage.unclean(guest) != null;
        StringBuilder bar = new StringBuilder();
        for (int c = 0; c < COLUMNS; c++) {
            double at = (c + 0.5) * end / COLUMNS;
            boolean isOff = !Double.isNaN(off) && at >= off;
            bar.append(isOff ? '.' : !Double.isNaN(asked) && at >= asked ? '>' : '=');
        }
        if (lost) {
            int at = Double.isNaN(off) ? COLUMNS - 1 : (int) Math.min(COLUMNS - 1, off / end * COLUMNS);
            bar.setCharAt(at, 'X');
        }
        return bar.toString();
    }

    private static String line(String name, String bar) {
        String cut = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
        return String.format(Locale.ROOT, "%" + LONGEST_NAME + "s %s", cut, bar);
    }
}
