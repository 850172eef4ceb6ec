package dev.lastwatt.core.drill;

import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.StopMethod;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator wants drilled.
 *
 * @param guests the guests, in the order in which they are drilled
 * @param method how they are stopped, null for that of the plan, else of the policy
 * @param probe a guest that shuts down is asked to be saved as well, to find out whether this host does that
 * @param until the end of the window: every guest has to run again by then
 * @param by who orders it
 */
public record DrillOrder(List<GuestId> guests, @Nullable StopMethod method, boolean probe, Instant until, String by) {

    /** Copies the list. */
    public DrillOrder {
        guests = List.copyOf(guests);
    }
}
