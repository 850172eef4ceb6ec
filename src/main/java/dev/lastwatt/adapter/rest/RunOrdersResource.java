package dev.lastwatt.adapter.rest;

import dev.lastwatt.adapter.rest.view.RehearsalView;
import dev.lastwatt.adapter.rest.view.RunSummaryView;
import dev.lastwatt.app.Controls;
import dev.lastwatt.app.Inquiry;
import dev.lastwatt.app.Rehearsal;
import dev.lastwatt.app.Watching;
import dev.lastwatt.core.journal.RunId;
import dev.lastwatt.core.outage.OutageState;
import dev.lastwatt.core.outage.Run;
import dev.lastwatt.core.plan.Plan;
import dev.lastwatt.port.Journal;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Runs that an operator asks for, and ends. */
@Path("/api/v1/runs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "acting")
public class RunOrdersResource {

    /** A rehearsal takes a core for a moment; an outage needs the rest. */
    private static final int REHEARSALS_AT_ONCE = 1;

    private final Watching watching;
    private final Inquiry inquiry;
    private final Controls controls;
    private final Journal journal;
    private final SeenPlans plans;
    private final Once once;
    private final Semaphore rehearsals = new Semaphore(REHEARSALS_AT_ONCE);

    /** Of the running service. */
    public RunOrdersResource(
            Watching watching, Inquiry inquiry, Controls controls, Journal journal, SeenPlans plans, Once once) {
        this.watching = watching;
        this.inquiry = inquiry;
        this.controls = controls;
        this.journal = journal;
        this.plans = plans;
        this.once = once;
    }

    /** What kind of run. */
    @Schema(name = "RunOrder", description = "Whether guests and host are really shut down.")
    public record RunOrder(
            @Schema(description = "true to shut everything down now; otherwise nothing is touched") @Nullable Boolean live) {}

    /** Begins one, dry unless it says otherwise. */
    @POST
    @RolesAllowed("operator")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "beginRun",
            summary = "Rehearse a run, or shut everything down now",
            description =
                    "Dry: plays what a run would do if the mains failed now. Live: shuts every guest and the host down by"
                            + " the plan, whatever the mains do; If-Match names the ETag of the plan that the operator has looked at,"
                            + " no more than ten minutes ago. It is refused if other guests would be stopped by now, or by other"
                            + " methods. Before its commit point it can be cancelled, which undoes it.")
    @APIResponse(
            responseCode = "200",
            description = "Dry: what would happen",
            content = @Content(schema = @Schema(implementation = RehearsalView.class)))
    @APIResponse(
            responseCode = "202",
            description = "Live: it begins; Location leads to the run",
            content = @Content(schema = @Schema(implementation = RunSummaryView.class)))
    @APIResponse(
            responseCode = "409",
            description = "Something is in the way",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "412",
            description = "The plan is another by now",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response begin(
            @BeanParam Change change,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = RunOrder.class),
                                            example = "{\"live\": false}"))
                    byte[] body) {
        boolean live = Boolean.TRUE.equals(Body.read(body, RunOrder.class).live());
        return live ? once.answer(change, body, () -> live(change)) : dry();
    }

    private Response dry() {
        Known.plan(watching.snapshot());
        if (!rehearsals.tryAcquire()) {
            throw ProblemException.of(
                    ProblemType.BUSY, "another rehearsal is being played", "try again in a few seconds");
        }
        try {
            List<Rehearsal.Moment> moments = inquiry.rehearse();
            return Response.ok(RehearsalView.of(moments)).build();
        } finally {
            rehearsals.release();
        }
    }

    private Response live(Change change) {
        String tag = change.expectedTag("GET /api/v1/plan");
        Plan present = Known.plan(watching.snapshot());
        List<String> different = plans.since(tag, present);
        if (different == null || !different.isEmpty()) {
            throw ProblemException.precondition(
                    ProblemType.CHANGED_MEANWHILE,
                    different == null
                            ? "nobody has looked at a plan of that ETag within ten minutes"
                            : "the plan is not as you saw it any more: " + String.join("; ", different),
                    "look at GET /api/v1/plan again");
        }
        String reason = change.reason();
        Acting.unlessRefused(() -> controls.shutDown(change.by(), reason));
        OutageState state = watching.snapshot().state();
        Response.ResponseBuilder accepted = Response.accepted();
        state.running().ifPresent(run -> accepted.entity(RunSummaryView.of(run.id(), journal.ofRun(run.id())))
                .header(HttpHeaders.LOCATION, "/api/v1/runs/" + run.id())
                .tag(tag(state, run)));
        return accepted.build();
    }

    /** Ends one before its commit point. */
    @POST
    @Path("/{id}/cancellation")
    @RolesAllowed("operator")
    @Operation(
            operationId = "cancelRun",
            summary = "Cancel a run before its commit point",
            description =
                    "A run that an operator has ordered is undone: its guests are started again. One that the outage demands"
                            + " ends, and the service is disarmed, since it would begin again at once. If-Match names the ETag of the"
                            + " run, which changes with its phases.")
    @APIResponse(
            responseCode = "202",
            description = "It is cancelled; Location leads to the run",
            content = @Content(schema = @Schema(implementation = RunSummaryView.class)))
    @APIResponse(
            responseCode = "409",
            description = "It is past its commit point, or not under way",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response cancel(@BeanParam Change change, String id) {
        return once.answer(change, new byte[0], () -> {
            RunId run = RunsResource.known(journal, id);
            OutageState state = watching.snapshot().state();
            change.mustMatch(RunsResource.tag(state, run), "GET /api/v1/runs/" + run);
            String reason = change.reason();
            Acting.unlessRefused(() -> controls.cancelRun(run, change.by(), reason));
            return Response.accepted(RunSummaryView.of(run, journal.ofRun(run)))
                    .header(HttpHeaders.LOCATION, "/api/v1/runs/" + run)
                    .tag(RunsResource.tag(watching.snapshot().state(), run))
                    .build();
        });
    }

    private static String tag(OutageState state, Run run) {
        return RunsResource.tag(state, run.id());
    }
}
