package dev.lastwatt.adapter.rest.view;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A page of the journal. */
@Schema(name = "Journal", description = "A page of the journal, oldest first.")
public record JournalView(
        List<EntryView> entries,

        @Schema(description = "The cursor of the next page, as in the Link header; absent where there is none now")
        @Nullable Long next) {}
