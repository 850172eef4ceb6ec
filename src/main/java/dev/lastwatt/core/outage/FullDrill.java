package dev.lastwatt.core.outage;

import dev.lastwatt.core.journal.DrillId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run that somebody has ordered by pulling the plug of the UPS. It is a run like any other, but for the host's own end.
 *
 * @param until the mains have to fail before that
 * @param through whether it goes on past the commit point, until the host is off
 * @param heldSince since when it waits at the commit point for the plug, null before
 */
public record FullDrill(
        DrillId id,
        Instant until,
        boolean through,
        @Nullable Instant heldSince) {

    FullDrill held(Instant at) {
        return new FullDrill(id, until, through, at);
    }
}
