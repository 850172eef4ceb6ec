package dev.lastwatt.adapter.rest;

import dev.lastwatt.adapter.rest.view.ExplanationView;
import dev.lastwatt.app.Snapshot;
import dev.lastwatt.app.Watching;
import dev.lastwatt.core.policy.Explanation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Which rule of the policy counts for a guest. */
@Path("/api/v1/policy/explanation")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "now")
public class ExplanationResource {

    private static final int LONGEST = 400;

    private final Watching watching;

    /** Of the running service. */
    public ExplanationResource(Watching watching) {
        this.watching = watching;
    }

    /** Of each guest that is named. */
    @GET
    @Operation(
            operationId = "explainPolicy",
            summary = "Which rule of the policy counts for a guest",
            description =
                    "For each guest that the text names: the rule that counts and what it says, and of every other rule"
                            + " why it does not count. An empty list if no guest of this host is named so.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ExplanationView[].class)))
    @APIResponse(
            responseCode = "400",
            description = "No guest is named, or the text is too long",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "503",
            description = "The hypervisor has not answered yet",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public List<ExplanationView> explanation(
            @Parameter(
                            description =
                                    "A guest's name with * and ?, its id, tag:NAME or group:NAME, as in the policy",
                            required = true,
                            example = "sql*",
                            schema = @Schema(minLength = 1, maxLength = LONGEST))
                    @QueryParam("guest")
                    @Nullable String guest) {
        if (guest == null || guest.isBlank() || guest.length() > LONGEST) {
            throw ProblemException.invalid(
                    "guest",
                    "'guest' names no guest",
                    "give a name with * and ?, an id, tag:NAME or group:NAME, of at most " + LONGEST + " characters");
        }
        Snapshot now = watching.snapshot();
        return Explanation.of(now.policy(), Known.inventory(now).guests(), guest).stream()
                .map(ExplanationView::of)
                .toList();
    }
}
