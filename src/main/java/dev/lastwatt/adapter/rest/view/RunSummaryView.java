package dev.lastwatt.adapter.rest.view;

import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.JournalEntry;
import dev.lastwatt.core.journal.RunId;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A run in a line. */
@Schema(name = "RunSummary", description = "A run in a line.")
public record RunSummaryView(
        @Schema(examples = "20261122-170312") String id,
        @Nullable Instant began,

        @Schema(description = "Absent while it is under way") @Nullable Instant ended,

        @Schema(description = "cancelled, completed or cut-short; absent while it is under way") @Nullable String outcome,

        @Schema(description = "Why it began") @Nullable String cause,

        @Schema(description = "How it ended, in words") @Nullable String summary) {

    /** The run with these entries. */
    public static RunSummaryView of(RunId id, List<JournalEntry> entries) {
        Fact.RunBegan began = null;
        Fact.RunEnded ended = null;
        for (JournalEntry entry : entries) {
            if (entry.fact() instanceof Fact.RunBegan f) {
                began = f;
            } else if (entry.fact() instanceof Fact.RunEnded f) {
                ended = f;
            }
        }
        return new RunSummaryView(
                id.value(),
                began == null ? null : began.at(),
                ended == null ? null : ended.at(),
                ended == null ? null : ended.outcome().word(),
                began == null ? null : began.cause(),
                ended == null ? null : ended.summary());
    }
}
