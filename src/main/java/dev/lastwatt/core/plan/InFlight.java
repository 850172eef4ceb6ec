package dev.lastwatt.core.plan;

import dev.lastwatt.core.guest.StopMethod;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A guest that was already asked to stop.
 *
 * @param method how
 * @param since when it was asked; in the future while the command before its stop runs
 * @param preStop what is known of that command, in words; null where there was none
 */
public record InFlight(
        StopMethod method, Instant since, @Nullable String preStop) {

    /** One before which nothing was run. */
    public InFlight(StopMethod method, Instant since) {
        this(method, since, null);
    }
}
