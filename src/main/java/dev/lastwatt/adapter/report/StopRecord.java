package dev.lastwatt.adapter.report;

import dev.lastwatt.core.guest.StopMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run did to one guest, from the first request until it was down, and up again. Times are seconds after the failure of
 * the mains. A guest that was started again and then stopped anew has two.
 *
 * @param name its name, fit to be printed
 * @param methods how it was asked, in order
 * @param askedAt the first request; null where it went down or was given up without one
 * @param expectedEnd by when that request should have had it down, by the median
 * @param worstEnd by when at worst
 * @param downAt when it was seen down, null if it was not
 * @param state how it was seen then
 * @param givenUp why it was left to the host's own shutdown, null if it was not
 * @param upAt when it was seen running again
 * @param startAt when it was asked to start again
 */
public record StopRecord(
        String name,
        List<StopMethod> methods,
        @Nullable Long askedAt,
        @Nullable Long expectedEnd,
        @Nullable Long worstEnd,
        @Nullable Long downAt,
        String state,
        @Nullable String givenUp,
        @Nullable Long startAt,
        @Nullable Long upAt) {

    /** Copies the list. */
    public StopRecord {
        methods = List.copyOf(methods);
    }

    /** From the first request until it was down; null if either is missing. */
    public @Nullable Long took() {
        return askedAt == null || downAt == null ? null : downAt - askedAt;
    }

    /** What was left of its worst case; negative where it took longer. */
    public @Nullable Long slack() {
        return worstEnd == null || downAt == null ? null : worstEnd - downAt;
    }

    /** How much later than expected it was down; negative where it was earlier. */
    public @Nullable Long offMedian() {
        return expectedEnd == null || downAt == null ? null : downAt - expectedEnd;
    }

    /** The same as it is printed. */
    public String offMedianClock() {
        Long off = offMedian();
        return off == null ? "-" : (off > 0 ? "+" : "") + Spans.clock(off);
    }

    /** It was asked, and was not down by its worst case, or not at all. */
    public boolean missedItsEstimate() {
        Long slack = slack();
        return askedAt != null && (slack == null ? givenUp != null : slack < 0);
    }

    /** How it ended, in a word or two. */
    public String result() {
        if (upAt != null) {
            return downAt == null ? "runs" : "runs again";
        }
        if (downAt != null) {
            return state;
        }
        return givenUp == null ? "not seen down" : "given up";
    }

    /** The methods, in order. */
    public String methodWords() {
        return methods.isEmpty()
                ? "-"
                : String.join(", ", methods.stream().map(StopMethod::word).toList());
    }

    /** Times as they are printed, a dash for what did not happen. */
    static String clock(@Nullable Long seconds) {
        return seconds == null ? "-" : Spans.clock(seconds);
    }

    /** The first request. */
    public String askedClock() {
        return clock(askedAt);
    }

    /** Expected end. */
    public String expectedClock() {
        return clock(expectedEnd);
    }

    /** Worst end. */
    public String worstClock() {
        return clock(worstEnd);
    }

    /** Seen down. */
    public String downClock() {
        return clock(downAt);
    }

    /** Time taken. */
    public String tookClock() {
        return clock(took());
    }

    /** What was left of the worst case. */
    public String slackClock() {
        return clock(slack());
    }

    /** Seen up again. */
    public String upClock() {
        return clock(upAt);
    }
}
