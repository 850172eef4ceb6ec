package dev.lastwatt.adapter.rest.view;

import dev.lastwatt.core.journal.JournalEntry;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One line of the journal. */
@Schema(
        name = "JournalEntry",
        description = "Something that happened or was about to be done, with its place in the journal.")
public record EntryView(
        @Schema(description = "Counts up, without meaning but order; the cursor of paging and of the event stream")
        long sequence,

        Instant at,

        @Schema(
                description = "run-began, phase-entered, stop-requested, stop-answered, guest-down, guest-given-up,"
                        + " start-requested, start-answered, guest-up, host-shutdown-asked, host-shutdown-answered,"
                        + " run-ended, brought-back, power-changed, arming-changed, shutdown-ordered, shutdown-order-ended,"
                        + " setting-changed, setting-answered or noted. More may be added",
                examples = "stop-requested")
        String type,

        @Schema(description = "The run it belongs to") @Nullable String run,

        @Schema(description = "The guest's GUID") @Nullable String guest,

        @Schema(description = "The guest's name at that time") @Nullable String name,

        @Schema(description = "Why, or what was seen, in words") @Nullable String text,

        @Schema(
                description = "What else this type says, by name: bootId, powerFailedAt, phase, method, expectedEnd,"
                        + " worstEnd, answer, state, took, accepted, outcome, onBatterySince, armed, until, by,"
                        + " setting, before, after")
        Map<String, Object> details) {

    /** The JSON of this entry. */
    public static EntryView of(JournalEntry entry) {
        FactFields fields = FactFields.of(entry.fact());
        return new EntryView(
                entry.sequence(),
                entry.fact().at(),
                fields.type(),
                fields.run(),
                fields.guest(),
                fields.name(),
                fields.text(),
                fields.details());
    }
}
