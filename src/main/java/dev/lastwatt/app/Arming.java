package dev.lastwatt.app;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the service would act.
 *
 * @param armed whether an administrator has armed it
 * @param until when it arms itself again, null if it does not
 * @param blockedBy why it would not act although it is armed, or only on the host; each with its fix; empty if nothing is in the way
 */
public record Arming(boolean armed, @Nullable Instant until, List<String> blockedBy) {

    /** Copies the list. */
    public Arming {
        blockedBy = List.copyOf(blockedBy);
    }

    /** {@code armed}, {@code observing} or {@code blocked}. */
    public String word() {
        return !armed ? "observing" : blockedBy.isEmpty() ? "armed" : "blocked";
    }
}
