package dev.lastwatt.adapter.rest;

import dev.lastwatt.adapter.rest.view.RunSummaryView;
import dev.lastwatt.adapter.rest.view.RunTimeline;
import dev.lastwatt.adapter.rest.view.RunView;
import dev.lastwatt.adapter.rest.view.RunsView;
import dev.lastwatt.app.Watching;
import dev.lastwatt.core.journal.RunId;
import dev.lastwatt.core.outage.OutageState;
import dev.lastwatt.port.Journal;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What was done. */
@Path("/api/v1/runs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "past", description = "What happened and what was done")
public class RunsResource {

    private static final int USUAL = 50;
    private static final int MOST = 200;

    private final Journal journal;
    private final Watching watching;

    /** Of that journal. */
    public RunsResource(Journal journal, Watching watching) {
        this.journal = journal;
        this.watching = watching;
    }

    /** The runs there have been. */
    @GET
    @Operation(operationId = "runs", summary = "The runs there have been", description = "Newest first.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RunsView.class)))
    @APIResponse(
            responseCode = "400",
            description = "The limit is not valid",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public RunsView runs(
            @Parameter(
                            description = "How many, 1 to 200; 50 if not given",
                            schema =
                                    @Schema(
                                            type =
                                                    org.eclipse.microprofile.openapi.annotations.enums.SchemaType
                                                            .INTEGER))
                    @QueryParam("limit")
                    @Nullable String limit) {
        return new RunsView(journal.runs(Parameters.limit(limit, USUAL, MOST)).stream()
                .map(id -> RunSummaryView.of(id, journal.ofRun(id)))
                .toList());
    }

    /** One of them. */
    @GET
    @Path("/{id}")
    @Operation(
            operationId = "run",
            summary = "One run in full",
            description =
                    "A timeline derived from the facts in the journal: for each guest the method, when it was asked, what it"
                            + " answered, when it was down, what it took, whether it was given up, and when it ran again.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RunView.class)))
    @APIResponse(
            responseCode = "404",
            description = "There is no such run",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response run(@Parameter(description = "Such as 20261122-170312") String id) {
        RunId run = known(journal, id);
        return Response.ok(RunTimeline.of(run, journal.ofRun(run)))
                .tag(tag(watching.snapshot().state(), run))
                .build();
    }

    /** The run of that id, which the journal holds. */
    static RunId known(Journal journal, String text) {
        try {
            RunId run = new RunId(text);
            if (!journal.ofRun(run).isEmpty()) {
                return run;
            }
        } catch (IllegalArgumentException e) {
            // No run has such an id.
        }
        throw noSuchRun();
    }

    /** Changes with the phases of the run, not with each guest: who wants to cancel it must not have to hurry. */
    static String tag(OutageState state, RunId run) {
        boolean runs = state.running().filter(r -> r.id().equals(run)).isPresent();
        return run + "-" + (runs ? state.phase().word() : "over");
    }

    private static ProblemException noSuchRun() {
        return ProblemException.of(
                ProblemType.NO_SUCH_RUN, "the journal holds no run of that id", "GET /api/v1/runs lists the runs");
    }
}
