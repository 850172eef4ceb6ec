package dev.lastwatt.app;

import dev.lastwatt.core.guest.StopMethod;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A drill as an administrator asks for it.
 *
 * @param guest name or id of one guest, or null
 * @param kind what is rehearsed
 * @param method how guests are stopped, null for that of the plan, else of the policy
 * @param until the end of the window, null for that of the policy's open maintenance window
 * @param through a full drill only: until the host is off
 * @param othersTold a full drill only: the other servers on the UPS are ready, or their administrators told
 * @param by who asks
 */
public record DrillRequest(
        Kind kind,
        @Nullable String guest,
        @Nullable StopMethod method,
        @Nullable Instant until,
        boolean through,
        boolean othersTold,
        String by) {

    /** A probe shuts its guest down. */
    public DrillRequest {
        method = kind == Kind.PROBE ? StopMethod.SHUTDOWN : method;
    }

    /** Whether this is a {@link Kind#PROBE}. */
    boolean isProbe() {
        return kind == Kind.PROBE;
    }

    /** What is rehearsed. */
    public enum Kind {
        /** One guest. */
        GUEST,
        /** One guest, which is asked to be saved while it shuts down: whether this host does that is found out. */
        PROBE,
        /** Every guest that may be, one after another. */
        ALL,
        /** The whole plan, with the plug pulled. */
        FULL
    }
}
