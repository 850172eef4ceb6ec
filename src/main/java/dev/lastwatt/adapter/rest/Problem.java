package dev.lastwatt.adapter.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An error as RFC 9457 has it, with the field that is wrong and what to do about it. */
@Schema(name = "Problem", description = "An error by RFC 9457 (application/problem+json).")
public record Problem(
        @Schema(description = "Identifies the kind of problem; about:blank where the status says it all")
        String type,

        String title,
        int status,

        @Schema(description = "What is wrong here") @Nullable String detail,

        @Schema(description = "The path that was asked for") @Nullable String instance,

        @Schema(description = "The parameter, header or member that is wrong") @Nullable String field,

        @Schema(description = "What to do about it") @Nullable String fix) {

    static final String MEDIA_TYPE = "application/problem+json";

    /** A problem that its HTTP status describes. */
    static Problem ofStatus(int status, String title, @Nullable String detail, @Nullable String instance) {
        return new Problem("about:blank", title, status, detail, instance, null, null);
    }

    static Problem of(
            ProblemType type, String detail, @Nullable String instance, @Nullable String field, @Nullable String fix) {
        return new Problem(type.uri(), type.title(), type.status(), detail, instance, field, fix);
    }
}
