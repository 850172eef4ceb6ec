package dev.lastwatt.adapter.scenario.world;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of an outage.
 *
 * @param unclean the guests cut off, turned off, or whose hard dependency went first, by name
 * @param hostUnclean whether the battery ended before the host was off
 * @param stopped guests that were asked to stop
 * @param needless the same, where the battery would have outlasted the outage with everything running; else 0
 * @param serviceSeconds mean over the guests of the time each ran untouched
 * @param orderViolations soft dependencies broken
 * @param leftSeconds what the battery held when the host went off, in seconds at the load of the failure; null if it did not go off
 */
public record PlayedOutcome(
        List<String> unclean,
        boolean hostUnclean,
        int stopped,
        int needless,
        double serviceSeconds,
        int orderViolations,
        @Nullable Double leftSeconds) {

    /** Copies the list. */
    public PlayedOutcome {
        unclean = List.copyOf(unclean);
    }

    /** Whether every guest and the host ended cleanly. */
    public boolean clean() {
        return unclean.isEmpty() && !hostUnclean;
    }
}
