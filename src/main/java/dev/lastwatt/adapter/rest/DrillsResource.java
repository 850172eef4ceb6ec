package dev.lastwatt.adapter.rest;

import dev.lastwatt.adapter.rest.view.DrillView;
import dev.lastwatt.app.DrillControls;
import dev.lastwatt.app.DrillProgress;
import dev.lastwatt.app.DrillRequest;
import dev.lastwatt.app.Watching;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.port.Timebase;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Drills. */
@Path("/api/v1/drills")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "acting")
public class DrillsResource {

    private static final String CURRENT = "/api/v1/drills/current";

    private final Watching watching;
    private final DrillControls drills;
    private final Timebase time;
    private final Once once;

    /** Of the running service. */
    public DrillsResource(Watching watching, DrillControls drills, Timebase time, Once once) {
        this.watching = watching;
        this.drills = drills;
        this.time = time;
        this.once = once;
    }

    /** A drill as it is asked for. */
    @Schema(name = "DrillOrder", description = "What is to be rehearsed, and until when.")
    public record DrillOrder(
            @Schema(
                    description =
                            "guest: one guest; probe: one guest, asked to be saved while it shuts down; all: every guest"
                                    + " that may be, one after another; full: the whole plan, with the plug pulled",
                    examples = "guest")
            @Nullable String kind,

            @Schema(description = "Name or GUID, for the kinds guest and probe") @Nullable String guest,

            @Schema(description = "save or shutdown; that of the plan if not given") @Nullable String method,

            @Schema(
                    description =
                            "The end of the window, RFC 3339; that of the policy's open maintenance window if not given")
            @Nullable OffsetDateTime until,

            @Schema(description = "Or how long from now, ISO 8601", examples = "PT1H") @Nullable Duration within,

            @Schema(description = "A full drill only: until the host is off") @Nullable Boolean through,

            @Schema(description = "A full drill only: the other servers on the UPS are ready") @Nullable Boolean othersTold) {}

    /** How it goes. */
    @GET
    @Path("/current")
    @Operation(
            operationId = "drill",
            summary = "How the drill goes",
            description = "Or how the last one went. The ETag changes when one begins or ends.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DrillView.class)))
    public Response drill() {
        DrillProgress now = watching.snapshot().drill();
        return Response.ok(DrillView.of(now)).tag(tag(now)).build();
    }

    /** Begins one. */
    @POST
    @RolesAllowed("operator")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "beginDrill",
            summary = "Begin a drill",
            description =
                    "Stops and starts guests, as the command 'drill' does. If-Match names the ETag of drills/current.")
    @APIResponse(
            responseCode = "202",
            description = "It begins; Location leads to how it goes",
            content = @Content(schema = @Schema(implementation = DrillView.class)))
    @APIResponse(
            responseCode = "409",
            description = "Something is in the way",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response begin(
            @BeanParam Change change,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = DrillOrder.class),
                                            example =
                                                    "{\"kind\": \"guest\", \"guest\": \"web1\", \"within\": \"PT30M\"}"))
                    byte[] body) {
        return once.answer(change, body, () -> {
            DrillRequest request = request(Body.read(body, DrillOrder.class), change);
            change.mustMatch(tag(watching.snapshot().drill()), "GET " + CURRENT);
            Acting.unlessRefused(() -> drills.drill(request));
            return accepted();
        });
    }

    /** Ends it. */
    @POST
    @Path("/current/cancellation")
    @RolesAllowed("operator")
    @Operation(
            operationId = "cancelDrill",
            summary = "End the drill",
            description = "A guest that was touched is brought back first; those that wait are not drilled.")
    @APIResponse(
            responseCode = "202",
            description = "It ends; Location leads to how it goes",
            content = @Content(schema = @Schema(implementation = DrillView.class)))
    public Response cancel(@BeanParam Change change) {
        return once.answer(change, new byte[0], () -> {
            change.mustMatch(tag(watching.snapshot().drill()), "GET " + CURRENT);
            String by = by(change);
            Acting.unlessRefused(() -> drills.stopDrill(by));
            return accepted();
        });
    }

    private Response accepted() {
        DrillProgress now = watching.snapshot().drill();
        return Response.accepted(DrillView.of(now))
                .header(HttpHeaders.LOCATION, CURRENT)
                .tag(tag(now))
                .build();
    }

    private static String by(Change change) {
        return change.by() + " (" + change.reason() + ")";
    }

    private DrillRequest request(DrillOrder order, Change change) {
        DrillRequest.Kind kind = kind(order.kind());
        boolean one = kind == DrillRequest.Kind.GUEST || kind == DrillRequest.Kind.PROBE;
        boolean full = kind == DrillRequest.Kind.FULL;
        if (one == (order.guest() == null)) {
            throw ProblemException.invalid(
                    "guest",
                    one ? "nobody says which guest" : "only the kinds guest and probe name one",
                    one ? "name it, or give its GUID" : "leave it out");
        }
        if (!full && (Boolean.TRUE.equals(order.through()) || Boolean.TRUE.equals(order.othersTold()))) {
            throw ProblemException.invalid(
                    Boolean.TRUE.equals(order.through()) ? "through" : "othersTold",
                    "this belongs to the kind full",
                    "leave it out");
        }
        return new DrillRequest(
                kind,
                order.guest(),
                method(kind, order.method()),
                Acting.end(order.until(), "within", order.within(), time.now()),
                Boolean.TRUE.equals(order.through()),
                Boolean.TRUE.equals(order.othersTold()),
                by(change));
    }

    private static DrillRequest.Kind kind(@Nullable String word) {
        return Arrays.stream(DrillRequest.Kind.values())
                .filter(k -> k.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "kind",
                        "this is not a kind of drill",
                        "give "
                                + Arrays.stream(DrillRequest.Kind.values())
                                        .map(k -> k.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(", "))));
    }

    private static @Nullable StopMethod method(DrillRequest.Kind kind, @Nullable String word) {
        if (word == null) {
            return null;
        }
        boolean may = kind == DrillRequest.Kind.GUEST || kind == DrillRequest.Kind.ALL;
        return Stream.of(StopMethod.SAVE, StopMethod.SHUTDOWN)
                .filter(m -> may && m.word().equals(word))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "method",
                        "this is not a method of such a drill",
                        may ? "give save or shutdown" : "leave it out"));
    }

    private static String tag(DrillProgress drill) {
        return "d" + drill.number() + (drill.running() ? "-runs" : "");
    }
}
