package dev.lastwatt.adapter.rest.view;

import dev.lastwatt.port.AuditLog;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A page of the audit log. */
@Schema(name = "Audit", description = "Who did what, and why, oldest first.")
public record AuditView(
        List<Line> entries,

        @Schema(description = "The value of 'after' for the next page; absent on the last one") @Nullable Long next) {

    /** One entry. */
    @Schema(name = "AuditEntry", description = "One act, before it is done and once more with what came of it.")
    public record Line(
            @Schema(description = "Counts from 1, without gaps")
            long number,

            Instant at,
            String who,

            @Schema(description = "viewer, operator, admin, or host for the host's own command line")
            String role,

            String address,
            String act,
            String reason,

            @Schema(description = "asked, or what came of it")
            String outcome,

            @Schema(description = "The hash of the entry before")
            String previous,

            @Schema(description = "SHA-256 of everything else in this one")
            String hash) {

        /** Of this entry. */
        public static Line of(AuditLog.Entry entry) {
            AuditLog.Act act = entry.act();
            return new Line(
                    entry.number(),
                    act.at(),
                    act.who(),
                    act.role(),
                    act.address(),
                    act.act(),
                    act.reason(),
                    act.outcome(),
                    entry.previous(),
                    entry.hash());
        }
    }
}
