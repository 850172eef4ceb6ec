package dev.lastwatt.adapter.rest;

import dev.lastwatt.adapter.rest.view.EntryView;
import dev.lastwatt.adapter.rest.view.JournalView;
import dev.lastwatt.core.journal.JournalEntry;
import dev.lastwatt.port.Journal;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What happened, line by line. */
@Path("/api/v1/journal")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "past")
public class JournalResource {

    private static final int USUAL = 100;
    private static final int MOST = 500;

    private final Journal journal;

    /** Of that journal. */
    public JournalResource(Journal journal) {
        this.journal = journal;
    }

    /** A page. */
    @GET
    @Operation(
            operationId = "journal",
            summary = "The journal, page by page",
            description =
                    "Oldest first. Where there is more, a Link header with rel=next and the member 'next' lead on.")
    @APIResponse(
            responseCode = "200",
            headers =
                    @Header(
                            name = "Link",
                            description = "rel=next, where there is more",
                            schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(implementation = JournalView.class)))
    @APIResponse(
            responseCode = "400",
            description = "A parameter is not valid",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response journal(
            @Parameter(
                            description = "The sequence after which to begin; 0 if not given",
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
        // One more than asked for tells whether there is a next page.
        List<JournalEntry> found = journal.after(cursor, size + 1);
        boolean more = found.size() > size;
        List<EntryView> page = found.stream().limit(size).map(EntryView::of).toList();
        Long next = more ? page.get(page.size() - 1).sequence() : null;
        Response.ResponseBuilder response = Response.ok(new JournalView(page, next));
        if (next != null) {
            response.header(HttpHeaders.LINK, "</api/v1/journal?after=" + next + "&limit=" + size + ">; rel=\"next\"");
        }
        return response.build();
    }
}
