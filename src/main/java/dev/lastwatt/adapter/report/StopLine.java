package dev.lastwatt.adapter.report;

import dev.lastwatt.core.guest.StopMethod;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One guest of the plan. Times are seconds after the failure of the mains.
 *
 * @param name its name, fit to be printed and told apart from others of the same name
 * @param state its state now, in words
 * @param method how it is stopped
 * @param why why by this method
 * @param requestedAt when it was asked, null if it was not
 * @param start when its stop must begin at the latest; of one already asked, when it was asked
 * @param expectedEnd when it is down by the median
 * @param worstEnd when it is down by the upper quantile
 * @param slack from the earliest start to its own
 * @param median half of its stops are over after that long
 * @param upper nearly all of them are
 * @param samples how many measured stops that rests on
 * @param because those figures explained
 * @param after the guests that must be down before it begins
 * @param before what keeps it from stopping later, null if only the battery does
 * @param memoryBytes its memory
 * @param critical it is on a chain that decides how long the stopping takes
 * @param measured the day of its latest measured stop, a dash if there is none
 */
public record StopLine(
        String name,
        String state,
        StopMethod method,
        String why,
        @Nullable Long requestedAt,
        long start,
        long expectedEnd,
        long worstEnd,
        long slack,
        long median,
        long upper,
        int samples,
        String because,
        List<String> after,
        @Nullable String before,
        long memoryBytes,
        boolean critical,
        String measured) {

    private static final double GIBI = 1024.0 * 1024 * 1024;

    /** Copies the list. */
    public StopLine {
        after = List.copyOf(after);
    }

    /** The same with other words about its figures. */
    StopLine because(String words) {
        return new StopLine(
                name,
                state,
                method,
                why,
                requestedAt,
                start,
                expectedEnd,
                worstEnd,
                slack,
                median,
                upper,
                samples,
                words,
                after,
                before,
                memoryBytes,
                critical,
                measured);
    }

    /** Its stop time is an assumption. */
    public boolean unmeasured() {
        return samples == 0 && method != StopMethod.TURN_OFF;
    }

    /** It should have been asked already. */
    public boolean late() {
        return requestedAt == null && slack < 0;
    }

    /** The latest start, or when it was asked. */
    public String startClock() {
        return requestedAt == null ? Spans.clock(start) : "asked " + Spans.clock(start);
    }

    /** The TIMEOUT in seconds; nothing for a guest that was asked. */
    public String timeout() {
        return requestedAt == null ? start + " s" : "-";
    }

    /** The slack; nothing for a guest that was asked. */
    public String slackClock() {
        return requestedAt == null ? Spans.clock(slack) : "-";
    }

    /** When it is expected to be down. */
    public String expectedClock() {
        return Spans.clock(expectedEnd);
    }

    /** When it is down at worst. */
    public String worstClock() {
        return Spans.clock(worstEnd);
    }

    /** Half of the stops are over by then. */
    public String medianClock() {
        return Spans.clock(median);
    }

    /** Nearly all stops are over by then. */
    public String upperClock() {
        return Spans.clock(upper);
    }

    /** The memory in GiB. */
    public String memory() {
        return memoryBytes <= 0 ? "-" : String.format(Locale.ROOT, "%.1f GiB", memoryBytes / GIBI);
    }

    /** The guests that must be down before it begins, in a line. */
    public String afterWords() {
        return after.isEmpty() ? "-" : String.join(", ", after);
    }
}
