package dev.lastwatt.core.stoptime;

import dev.lastwatt.core.guest.GuestId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of the host's event logs about a stop or a start, of the host or of a guest.
 *
 * @param log its log
 * @param id its number
 * @param time when
 * @param guest the guest it is about, or null
 */
public record HostEvent(
        String log, int id, Instant time, @Nullable GuestId guest) {}
