package dev.lastwatt.adapter.rest.view;

import dev.lastwatt.core.journal.Fact;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Whether an operator has said that power will come. */
@Schema(
        name = "Hold",
        description =
                "An operator's word that power will come, such as from a generator: what could still wait until then waits.")
public record HoldView(
        boolean holds,

        @Schema(description = "When it ends by itself") @Nullable Instant until,

        @Nullable String by,
        @Nullable String reason) {

    /** As of now, by the latest word. */
    public static HoldView of(Fact.@Nullable HoldChanged latest, Instant now) {
        Instant until = latest == null ? null : latest.until();
        return latest == null || until == null || !now.isBefore(until)
                ? new HoldView(false, null, null, null)
                : new HoldView(true, until, latest.by(), latest.reason());
    }
}
