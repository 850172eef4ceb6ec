package dev.lastwatt.adapter.hypervisor.simulated;

import dev.lastwatt.core.guest.GuestId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a guest ended, as seen from outside the product.
 *
 * @param end how its last run ended, or that it has not
 * @param at when it ended; null if it has not, or did not run at all
 * @param broken dependencies of this guest that were broken: what it needed went down first
 */
public record Fate(
        GuestId id, String name, End end, @Nullable Instant at, List<BrokenOrder> broken) {

    /** Copies. */
    public Fate {
        broken = List.copyOf(broken);
    }

    /** How a run of a guest ends. */
    public enum End {
        /** It runs, or is on its way. */
        STILL_UP,
        /** It never ran. */
        NEVER_UP,
        /** Its operating system shut down. */
        SHUT_DOWN,
        /** Its memory was saved. */
        SAVED,
        /** It was turned off on request. */
        TURNED_OFF,
        /** The power ended, or the host cut it off, while it ran. */
        CUT_OFF_WHILE_RUNNING,
        /** The same, while it was shutting down or being saved. */
        CUT_OFF_WHILE_STOPPING;

        boolean clean() {
            return this == SHUT_DOWN || this == SAVED || this == NEVER_UP;
        }
    }

    /**
     * What this guest needed went down while it was up.
     *
     * @param on the name of what it needed
     * @param hard its disk lived there
     */
    public record BrokenOrder(String on, boolean hard, Instant at) {}

    /** Whether it is down and lost nothing: its operating system or its saved memory holds everything, and its disk stayed. */
    public boolean clean() {
        return end.clean() && broken.stream().noneMatch(BrokenOrder::hard);
    }
}
