package dev.lastwatt.core.plan;

import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.policy.PreStop;
import dev.lastwatt.core.stoptime.StopTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the plan says about one guest.
 *
 * @param guest which
 * @param name its name, for people
 * @param method how it is stopped
 * @param latestStart when its stop must begin at the latest
 * @param timeout the same, counted from the failure of the mains: its TIMEOUT; negative where that time has passed
 * @param expectedEnd when it is down by the median, if it begins at its latest start
 * @param worstEnd when it is down by the upper quantile
 * @param slack from now, or the end of riding through, until its latest start; negative where it is too late
 * @param time the stop time the figures rest on
 * @param why why this method
 * @param requestedAt when it was asked to stop, null if it was not yet
 * @param leastTime its own stop and those of the guests it needs, one after another, by their medians: what is left to do when
 *     an order has to be given up
 * @param alternatives the other methods that are possible, the preferred one first
 * @param waitsFor the name of the guest, or the limit, that keeps it from stopping later, null if only the battery does
 * @param shed it is stopped early so that the others run longer; {@code latestStart} is then the time for that
 * @param rank its place in the order in which the plan gave away times, 0 for the first, which ends last
 * @param preStop what is run before the guest is asked, or is not and why; part of {@code time}; null where nothing is, and once it was
 *     asked
 */
public record PlannedStop(
        GuestId guest,
        String name,
        StopMethod method,
        Instant latestStart,
        Duration timeout,
        Instant expectedEnd,
        Instant worstEnd,
        Duration slack,
        StopTime time,
        String why,
        @Nullable Instant requestedAt,
        Duration leastTime,
        List<Alternative> alternatives,
        @Nullable String waitsFor,
        boolean shed,
        int rank,
        @Nullable PreStop preStop) {

    /** Copies the list. */
    public PlannedStop {
        alternatives = List.copyOf(alternatives);
    }

    /** What of {@link #time} is the command before the stop. */
    public Duration preStopTime() {
        return preStop == null ? Duration.ZERO : preStop.takes();
    }

    /** How long the guest takes by this method; null where the plan does not know it as possible. */
    public @Nullable StopTime time(StopMethod by) {
        return by == method
                ? time
                : alternatives.stream()
                        .filter(a -> a.method() == by)
                        .map(Alternative::time)
                        .findFirst()
                        .orElse(null);
    }

    /**
     * Another way to stop the guest.
     *
     * @param time how long it takes, alone
     */
    public record Alternative(StopMethod method, StopTime time) {

        /** How long it takes at worst. */
        public Duration upper() {
            return time.upper();
        }
    }
}
