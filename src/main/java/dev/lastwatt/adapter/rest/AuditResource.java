package dev.lastwatt.adapter.rest;

import dev.lastwatt.adapter.rest.view.AuditView;
import dev.lastwatt.port.AuditLog;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who did what. */
@Path("/api/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "past")
public class AuditResource {

    private static final int USUAL = 100;
    private static final int MOST = 500;

    private final AuditLog audit;

    /** Of that log. */
    public AuditResource(AuditLog audit) {
        this.audit = audit;
    }

    /** A page. */
    @GET
    @Operation(
            operationId = "audit",
            summary = "Who did what, and why, page by page",
            description =
                    "Oldest first. Each entry holds the hash of the one before; 'lastwatt audit verify' checks them all.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AuditView.class)))
    public AuditView audit(
            @Parameter(
                            description = "The number after which to begin; 0 if not given",
                            schema = @Schema(type = SchemaType.INTEGER))
                    @QueryParam("after")
                    @Nullable String after,
            @Parameter(
                            description = "How many, 1 to 500; 100 if not given",
                            schema = @Schema(type = SchemaType.INTEGER))
                    @QueryParam("limit")
                    @Nullable String limit) {
        long cursor = Parameters.cursor("after", after, 0);
        int size = Parameters.limit(limit, USUAL, MOST);
        List<AuditLog.Entry> found;
        try {
            found = audit.after(cursor, size + 1);
        } catch (IllegalStateException e) {
            throw ProblemException.of(
                    ProblemType.NOT_TAKEN, String.valueOf(e.getMessage()), "look at the disk of the data folder");
        }
        List<AuditView.Line> page =
                found.stream().limit(size).map(AuditView.Line::of).toList();
        return new AuditView(
                page, found.size() > size ? page.get(page.size() - 1).number() : null);
    }
}
