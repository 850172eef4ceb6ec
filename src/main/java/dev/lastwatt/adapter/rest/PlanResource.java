package dev.lastwatt.adapter.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lastwatt.adapter.rest.view.BudgetView;
import dev.lastwatt.adapter.rest.view.GuestsView;
import dev.lastwatt.adapter.rest.view.PlanView;
import dev.lastwatt.app.Snapshot;
import dev.lastwatt.app.Watching;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What would be done. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "now")
public class PlanResource {

    private static final String NOT_YET = "The hypervisor has not answered yet";

    private final Watching watching;
    private final ObjectMapper json;

    /** Of the running service. */
    public PlanResource(Watching watching, ObjectMapper json) {
        this.watching = watching;
        this.json = json;
    }

    /** Every guest. */
    @GET
    @Path("/guests")
    @Operation(
            operationId = "guests",
            summary = "Every guest of the host",
            description = "The inventory, with each running guest's method, latest start, slack and estimates.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = GuestsView.class)))
    @APIResponse(
            responseCode = "503",
            description = NOT_YET,
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public GuestsView guests() {
        Snapshot now = watching.snapshot();
        return GuestsView.of(Known.inventory(now), now);
    }

    /** The whole plan. */
    @GET
    @Path("/plan")
    @Operation(
            operationId = "plan",
            summary = "The whole plan",
            description = "For the latest reading. The ETag changes whenever anything in it does.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PlanView.class)))
    @APIResponse(responseCode = "304", description = "It is still the plan of If-None-Match")
    @APIResponse(
            responseCode = "503",
            description = NOT_YET,
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response plan(@Context Request request) {
        String body = text(PlanView.of(Known.plan(watching.snapshot())));
        EntityTag tag = new EntityTag(digest(body));
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        return (unchanged != null ? unchanged : Response.ok(body)).tag(tag).build();
    }

    /** The arithmetic. */
    @GET
    @Path("/budget")
    @Operation(
            operationId = "budget",
            summary = "Whether the battery suffices",
            description = "The arithmetic in full: what is needed, what is available, the margin, and who decides it.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = BudgetView.class)))
    @APIResponse(
            responseCode = "503",
            description = NOT_YET,
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public BudgetView budget() {
        return BudgetView.of(Known.plan(watching.snapshot()));
    }

    private String text(PlanView plan) {
        try {
            return json.writeValueAsString(plan);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String digest(String body) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
