package dev.lastwatt.adapter.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lastwatt.adapter.rest.view.HoldView;
import dev.lastwatt.app.Controls;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.port.Journal;
import dev.lastwatt.port.Timebase;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** An operator's word that power will come. */
@Path("/api/v1/hold")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "acting")
public class HoldResource {

    private static final String WHERE = "GET /api/v1/hold";

    private final Controls controls;
    private final Journal journal;
    private final Timebase time;
    private final Once once;

    /** Of the running service. */
    public HoldResource(Controls controls, Journal journal, Timebase time, Once once) {
        this.controls = controls;
        this.journal = journal;
        this.time = time;
        this.once = once;
    }

    /** Until when is held. */
    @Schema(
            name = "Holding",
            description = "Until when power is expected: a time, or how long from now; at most 24 hours.")
    public record Holding(
            @Schema(description = "RFC 3339") @Nullable OffsetDateTime until,

            @Schema(description = "ISO 8601", examples = "PT30M") @JsonProperty("for") @Nullable Duration within) {}

    /** As it is. */
    @GET
    @Operation(
            operationId = "hold",
            summary = "Whether an operator holds",
            description = "The ETag changes with each hold and each end of one.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HoldView.class)))
    public Response hold() {
        return state();
    }

    /** Power will come. */
    @POST
    @RolesAllowed("operator")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "beginHold",
            summary = "Say that power will come",
            description = "What could still wait until then waits; what must begin for a safe end begins all the same.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HoldView.class)))
    public Response begin(
            @BeanParam Change change,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = Holding.class),
                                            example = "{\"for\": \"PT30M\"}"))
                    byte[] body) {
        return once.answer(change, body, () -> {
            Holding asked = Body.read(body, Holding.class);
            Instant until = Acting.end(asked.until(), "for", asked.within(), time.now());
            if (until == null) {
                throw ProblemException.invalid(
                        "for", "nobody says until when", "give 'until' a time or 'for' a length such as PT30M");
            }
            change.mustMatch(tag(), WHERE);
            String reason = change.reason();
            try {
                Acting.taken(() -> controls.hold(until, change.by(), reason));
            } catch (IllegalArgumentException e) {
                throw ProblemException.invalid(
                        asked.within() == null ? "until" : "for",
                        String.valueOf(e.getMessage()),
                        "give at most 24 hours");
            }
            return state();
        });
    }

    /** No longer. */
    @POST
    @Path("/end")
    @RolesAllowed("operator")
    @Operation(
            operationId = "endHold",
            summary = "End the hold",
            description = "From now on everything is done in its own time again.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HoldView.class)))
    public Response end(@BeanParam Change change) {
        return once.answer(change, new byte[0], () -> {
            change.mustMatch(tag(), WHERE);
            String reason = change.reason();
            Acting.taken(() -> controls.endHold(change.by(), reason));
            return state();
        });
    }

    private Response state() {
        return Response.ok(HoldView.of(journal.last(Fact.HoldChanged.class).orElse(null), time.now()))
                .tag(tag())
                .build();
    }

    private String tag() {
        return "h"
                + journal.last(Fact.HoldChanged.class)
                        .map(f -> f.at().toEpochMilli())
                        .orElse(0L);
    }
}
