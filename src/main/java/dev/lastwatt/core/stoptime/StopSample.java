package dev.lastwatt.core.stoptime;

import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.Heartbeat;
import dev.lastwatt.core.guest.StopMethod;
import java.time.Duration;
import java.time.Instant;

/**
 * One stop of a guest that was measured.
 *
 * @param guest which guest
 * @param method how it was stopped
 * @param at when the stop was asked for, or was first seen under way
 * @param took from there until it was seen down, or until the observation ended; above zero
 * @param ending how the observation ended
 * @param cause who asked for it
 * @param memoryBytes memory assigned when the stop was asked for; 0 if not known
 * @param others how many other stops were under way on the same volume when it was asked for
 * @param heartbeat whether its operating system was alive when it was asked for
 */
public record StopSample(
        GuestId guest,
        StopMethod method,
        Instant at,
        Duration took,
        StopEnding ending,
        StopCause cause,
        long memoryBytes,
        int others,
        Heartbeat heartbeat) {

    /** A stop that ended, asked for by a run, alone on its volume. */
    public static StopSample stopped(GuestId guest, StopMethod method, Instant at, Duration took, long memoryBytes) {
        return new StopSample(
                guest, method, at, took, StopEnding.STOPPED, StopCause.RUN, memoryBytes, 0, Heartbeat.UNKNOWN);
    }

    /** The same stop, whose observation ended otherwise. */
    public StopSample ending(StopEnding how) {
        return new StopSample(guest, method, at, took, how, cause, memoryBytes, others, heartbeat);
    }

    /** Whether the guest was not down after {@link #took()}: the stop would have taken longer. */
    public boolean censored() {
        return ending != StopEnding.STOPPED;
    }
}
