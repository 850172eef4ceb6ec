package dev.lastwatt.adapter.rest;

import dev.lastwatt.app.SampleExchange;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The measured stops. */
@Path("/api/v1/samples")
@Produces(SamplesResource.JSON_LINES)
@Tag(name = "past")
public class SamplesResource {

    static final String JSON_LINES = "application/jsonl";

    private final SampleExchange samples;

    /** Of that store. */
    public SamplesResource(SampleExchange samples) {
        this.samples = samples;
    }

    /** All of them, or those of one guest. */
    @GET
    @Operation(
            operationId = "samples",
            summary = "The measured stops",
            description = "One a line as JSON, oldest first, as 'lastwatt samples export' writes them.")
    @APIResponse(responseCode = "200", description = "JSON Lines; nothing where no stop was measured")
    public String samples(
            @Parameter(description = "Only those of the guest of this name or id") @QueryParam("guest") @Nullable String guest) {
        return samples.exported(guest);
    }

    /** Those of the host itself. */
    @GET
    @Path("/host")
    @Operation(
            operationId = "hostShutdowns",
            summary = "The measured shutdowns of the host",
            description =
                    "One a line as JSON, oldest first, as 'lastwatt samples export --host' writes them. What the firmware"
                            + " needs to cut the power is not in them; the budget says what is planned with.")
    @APIResponse(responseCode = "200", description = "JSON Lines; nothing where no shutdown was measured")
    public String hostShutdowns() {
        return samples.exportedHost();
    }
}
