package dev.lastwatt.adapter.report;

import java.time.Duration;
import java.util.Locale;

/** Lengths of time in words. Whole seconds: nothing here is known better. */
final class Spans {

    private Spans() {}

    /** Such as {@code 4 min 10 s}. Says all of it, so that a reader can add it up. */
    static String words(long seconds) {
        String sign = seconds < 0 ? "-" : "";
        long s = Math.abs(seconds);
        StringBuilder out = new StringBuilder(sign);
        if (s >= 3600) {
            out.append(s / 3600).append(" h ");
        }
        if (s >= 60) {
            out.append(s / 60 % 60).append(" min ");
        }
        return out.append(s % 60).append(" s").toString();
    }

    /** The same, rounded down to whole seconds. */
    static String words(Duration time) {
        return words(floor(time));
    }

    /** Minutes and seconds, such as {@code 4:10}; also above an hour. */
    static String clock(long seconds) {
        long s = Math.abs(seconds);
        return String.format(Locale.ROOT, "%s%d:%02d", seconds < 0 ? "-" : "", s / 60, s % 60);
    }

    /** Whole seconds, rounded towards the past. */
    static long floor(Duration time) {
        return Math.floorDiv(time.toMillis(), 1000L);
    }
}
