package dev.lastwatt.adapter.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lastwatt.adapter.rest.view.ArmingView;
import dev.lastwatt.app.Controls;
import dev.lastwatt.app.Watching;
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

/** Whether the service would act. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "acting", description = "What the service is told to do")
public class ArmingResource {

    static final String WHERE = "GET /api/v1/arming";

    private final Watching watching;
    private final Controls controls;
    private final Journal journal;
    private final Timebase time;
    private final Once once;

    /** Of the running service. */
    public ArmingResource(Watching watching, Controls controls, Journal journal, Timebase time, Once once) {
        this.watching = watching;
        this.controls = controls;
        this.journal = journal;
        this.time = time;
        this.once = once;
    }

    /**
     * How long a disarming lasts.
     *
     * @param until when it ends
     * @param within or so long from now
     */
    @Schema(name = "Disarming", description = "How long the service only looks: until a time, for a time, or for good.")
    public record Disarming(
            @Schema(description = "When it arms itself again, RFC 3339") @Nullable OffsetDateTime until,

            @Schema(description = "Or after how long, ISO 8601", examples = "PT2H") @JsonProperty("for") @Nullable Duration within) {}

    /** As it is. */
    @GET
    @Path("/arming")
    @Operation(
            operationId = "arming",
            summary = "Whether the service would act",
            description = "The ETag changes with each arming and disarming.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ArmingView.class)))
    public Response arming() {
        return state();
    }

    /** From now on the service acts. */
    @POST
    @Path("/arm")
    @RolesAllowed("operator")
    @Operation(
            operationId = "arm",
            summary = "Let the service act",
            description = "From now on it stops guests and the host when that is due.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ArmingView.class)))
    public Response arm(@BeanParam Change change) {
        return once.answer(change, new byte[0], () -> {
            change.mustMatch(tag(), WHERE);
            String reason = change.reason();
            Acting.taken(() -> controls.arm(change.by(), reason));
            return state();
        });
    }

    /** From now on the service only looks. */
    @POST
    @Path("/disarm")
    @RolesAllowed("operator")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "disarm",
            summary = "Let the service only look",
            description =
                    "For maintenance on the UPS: until a time, for a time, or for good. A run under way is cancelled before"
                            + " its commit point, and goes on after it.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ArmingView.class)))
    public Response disarm(
            @BeanParam Change change,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = Disarming.class)))
                    byte[] body) {
        return once.answer(change, body, () -> {
            change.mustMatch(tag(), WHERE);
            Disarming asked = Body.read(body, Disarming.class);
            Instant until = Acting.end(asked.until(), "for", asked.within(), time.now());
            String reason = change.reason();
            Acting.taken(() -> controls.disarm(until, change.by(), reason));
            return state();
        });
    }

    private Response state() {
        return Response.ok(ArmingView.of(watching.snapshot().arming()))
                .tag(tag())
                .build();
    }

    private String tag() {
        return "a"
                + journal.last(Fact.ArmingChanged.class)
                        .map(f -> f.at().toEpochMilli())
                        .orElse(0L);
    }
}
