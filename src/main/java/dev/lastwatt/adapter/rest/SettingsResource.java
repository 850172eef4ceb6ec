package dev.lastwatt.adapter.rest;

import dev.lastwatt.adapter.rest.view.SettingsView;
import dev.lastwatt.app.Snapshot;
import dev.lastwatt.app.Watching;
import dev.lastwatt.core.plan.SettingsAudit;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What Hyper-V would do by itself. */
@Path("/api/v1/settings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "now")
public class SettingsResource {

    private final Watching watching;

    /** Of the running service. */
    public SettingsResource(Watching watching) {
        this.watching = watching;
    }

    /** The audit. */
    @GET
    @Operation(
            operationId = "settings",
            summary = "The guests' automatic settings against the policy",
            description =
                    "Each guest's automatic stop action, start action and start delay in Hyper-V, what they should be,"
                            + " why, and the line of PowerShell that would change it.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SettingsView.class)))
    @APIResponse(
            responseCode = "503",
            description = "The hypervisor has not answered yet",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public SettingsView settings() {
        Snapshot now = watching.snapshot();
        return SettingsView.of(SettingsAudit.of(Known.inventory(now), now.graph(), now.policy()));
    }
}
