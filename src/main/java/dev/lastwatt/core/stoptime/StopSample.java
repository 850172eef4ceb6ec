package dev.lastwatt.core.stoptime;

import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.StopMethod;
import java.time.Duration;
import java.time.Instant;

/**
 * One stop of a guest that was measured.
 *
 * @param guest which guest
 * @param method how it was stopped
 * @param at when the stop was asked for
 * @param took from the request until it was seen down, or until the observation ended
 * @param censored the guest was not down after {@code took}: it hung, or was cut off, or nobody looked any longer
 * @param memoryBytes memory assigned when the stop was asked for
 */
public record StopSample(
        GuestId guest, StopMethod method, Instant at, Duration took, boolean censored, long memoryBytes) {}
