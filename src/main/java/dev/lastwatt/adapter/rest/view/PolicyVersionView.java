package dev.lastwatt.adapter.rest.view;

import dev.lastwatt.port.PolicyVersion;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A policy that was put in force. */
@Schema(name = "PolicyVersion", description = "A policy that was put in force.")
public record PolicyVersionView(
        @Schema(description = "Counts from 1") long version,
        Instant at,
        String by,
        String reason,

        @Schema(description = "The document as it was written, YAML; absent in lists") @Nullable String policy) {

    /** Without its text. */
    public static PolicyVersionView brief(PolicyVersion version) {
        return new PolicyVersionView(version.number(), version.at(), version.by(), version.reason(), null);
    }

    /** With its text. */
    public static PolicyVersionView of(PolicyVersion version) {
        return new PolicyVersionView(version.number(), version.at(), version.by(), version.reason(), version.text());
    }
}
