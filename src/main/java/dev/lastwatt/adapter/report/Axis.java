package dev.lastwatt.adapter.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Seconds to places on a drawing. Where nothing happens for most of the time, the axis begins shortly before something does.
 *
 * @param from the first second shown
 * @param to the last
 * @param left place of the first
 * @param width places between the two
 */
record Axis(long from, long to, double left, double width) {

    private static final long[] STEPS = {5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400};
    private static final int TICKS_AT_MOST = 13;

    /** Above this share of the whole, waiting is cut off. */
    private static final double TOO_MUCH_WAITING = 0.6;

    /** An axis from the failure of the mains, or from before it, to the last second. */
    static Axis over(long first, long last, double left, double width) {
        long from = Math.min(0, first);
        long to = Math.max(last, from + 1);
        if (first - from > TOO_MUCH_WAITING * (to - from)) {
            from = first - Math.max(60, (to - first) / 4);
        }
        return new Axis(from, to, left, width);
    }

    /** Whether the axis begins later than the outage. */
    boolean isCut() {
        return from > 0;
    }

    double x(long second) {
        double share = (double) (second - from) / (to - from);
        return left + width * Math.min(1, Math.max(0, share));
    }

    boolean shows(long second) {
        return second >= from && second <= to;
    }

    List<Long> ticks() {
        long step = (to - from) / TICKS_AT_MOST + 1;
        for (long candidate : STEPS) {
            if ((to - from) / candidate <= TICKS_AT_MOST) {
                step = candidate;
                break;
            }
        }
        List<Long> ticks = new ArrayList<>();
        for (long t = Math.floorDiv(from + step - 1, step) * step; t <= to; t += step) {
            ticks.add(t);
        }
        return ticks;
    }

    static String label(long second) {
        return second % 60 == 0 ? Long.toString(second / 60) : Spans.clock(second);
    }

    /** A coordinate as SVG takes it, whatever the locale. */
    static String place(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
