package dev.lastwatt.adapter.rest;

import dev.lastwatt.adapter.rest.view.StatusView;
import dev.lastwatt.adapter.rest.view.UpsView;
import dev.lastwatt.app.Installation;
import dev.lastwatt.app.Watching;
import dev.lastwatt.port.Timebase;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How things stand. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "now", description = "How things stand, and what would be done")
public class StatusResource {

    private final Watching watching;
    private final Installation installation;
    private final Timebase time;

    /** Of the running service. */
    public StatusResource(Watching watching, Installation installation, Timebase time) {
        this.watching = watching;
        this.installation = installation;
        this.time = time;
    }

    /** Everything at a glance. */
    @GET
    @Path("/status")
    @Operation(
            operationId = "status",
            summary = "Everything at a glance",
            description =
                    "Where the outage stands, the power, whether the service would act, the remaining runtime, whether the"
                            + " battery suffices, and what an administrator should know.")
    public StatusView status() {
        return StatusView.of(watching.snapshot(), installation);
    }

    /** The UPS as it answers. */
    @GET
    @Path("/ups")
    @Operation(
            operationId = "ups",
            summary = "The UPS as it answers",
            description = "The source, whether there is contact, and the latest reading with its age.")
    public UpsView ups() {
        return UpsView.of(watching.snapshot(), installation, time.now());
    }
}
