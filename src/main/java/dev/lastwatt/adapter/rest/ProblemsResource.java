package dev.lastwatt.adapter.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Explains the kinds of problems at the address that names them. */
@Path("/problems/{slug}")
public class ProblemsResource {

    /** The explanation, as plain text. */
    @GET
    @Produces(MediaType.TEXT_PLAIN)
    @Operation(hidden = true)
    public String explain(String slug) {
        return Arrays.stream(ProblemType.values())
                .filter(type -> type.slug().equals(slug))
                .map(type -> type.title() + "\n\n" + type.explanation() + "\n")
                .findFirst()
                .orElseThrow(NotFoundException::new);
    }
}
