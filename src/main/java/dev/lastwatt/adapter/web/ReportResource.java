package dev.lastwatt.adapter.web;

import dev.lastwatt.app.Reports;
import dev.lastwatt.core.journal.RunId;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The reports, for a browser and for the command line. */
@Path("/report")
public class ReportResource {

    private static final String PLAIN = MediaType.TEXT_PLAIN + ";charset=UTF-8";

    private final Reports reports;

    /** Of the running service. */
    public ReportResource(Reports reports) {
        this.reports = reports;
    }

    /** The budget as a page. */
    @GET
    @Path("/budget.html")
    @Operation(hidden = true)
    @Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
    public Response page() {
        return Response.ok(reports.budgetPage())
                .header("Content-Security-Policy", reports.pagePolicy())
                .build();
    }

    /** The budget as text. */
    @GET
    @Path("/budget.txt")
    @Operation(hidden = true)
    @Produces(PLAIN)
    public String budget() {
        return reports.budget();
    }

    /** The status as text. */
    @GET
    @Path("/status.txt")
    @Operation(hidden = true)
    @Produces(PLAIN)
    public String status() {
        return reports.status();
    }

    /** A dry drill. */
    @GET
    @Path("/rehearsal.txt")
    @Operation(hidden = true)
    @Produces(PLAIN)
    public String rehearsal() {
        return reports.rehearsal();
    }

    /** The guests' automatic settings as text. */
    @GET
    @Path("/settings.txt")
    @Operation(hidden = true)
    @Produces(PLAIN)
    public String settings() {
        return reports.settings();
    }

    /** The runs as text. */
    @GET
    @Path("/runs.txt")
    @Operation(hidden = true)
    @Produces(PLAIN)
    public String runs() {
        return reports.runs();
    }

    /** One run as text. */
    @GET
    @Path("/runs/{id}.txt")
    @Operation(hidden = true)
    @Produces(PLAIN)
    public String run(@PathParam("id") String id) {
        if (!id.matches("[0-9-]{1,40}")) {
            throw new NotFoundException("a run's id looks like 20261122-170312");
        }
        return reports.run(new RunId(id)).orElseThrow(() -> new NotFoundException("there is no run " + id));
    }
}
