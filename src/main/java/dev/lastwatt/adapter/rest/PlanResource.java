package dev.lastwatt.adapter.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lastwatt.adapter.rest.view.BudgetReportView;
import dev.lastwatt.adapter.rest.view.GuestsView;
import dev.lastwatt.adapter.rest.view.PlanView;
import dev.lastwatt.app.BudgetInquiry;
import dev.lastwatt.app.Inquiry;
import dev.lastwatt.app.Reports;
import dev.lastwatt.app.Snapshot;
import dev.lastwatt.app.Watching;
import dev.lastwatt.core.plan.Plan;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What would be done. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "now")
public class PlanResource {

    private static final String NOT_YET = "The hypervisor has not answered yet";

    private static final String CSV = "text/csv";

    private static final List<Variant> FORMS = Variant.mediaTypes(
                    MediaType.APPLICATION_JSON_TYPE,
                    MediaType.TEXT_HTML_TYPE,
                    new MediaType("text", "csv"),
                    MediaType.TEXT_PLAIN_TYPE)
            .build();

    private final Watching watching;
    private final Inquiry inquiries;
    private final Reports reports;
    private final ObjectMapper json;
    private final SeenPlans seen;

    /** Of the running service. */
    public PlanResource(Watching watching, Inquiry inquiries, Reports reports, ObjectMapper json, SeenPlans seen) {
        this.watching = watching;
        this.inquiries = inquiries;
        this.reports = reports;
        this.json = json;
        this.seen = seen;
    }

    /** Every guest. */
    @GET
    @Path("/guests")
    @Operation(
            operationId = "guests",
            summary = "Every guest of the host",
            description = "The inventory, with each running guest's method, latest start, slack and estimates.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = GuestsView.class)))
    @APIResponse(
            responseCode = "503",
            description = NOT_YET,
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public GuestsView guests() {
        Snapshot now = watching.snapshot();
        return GuestsView.of(Known.inventory(now), now);
    }

    /** The whole plan. */
    @GET
    @Path("/plan")
    @Operation(
            operationId = "plan",
            summary = "The whole plan",
            description = "For the latest reading. The ETag changes whenever anything in it does.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PlanView.class)))
    @APIResponse(responseCode = "304", description = "It is still the plan of If-None-Match")
    @APIResponse(
            responseCode = "503",
            description = NOT_YET,
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response plan(@Context Request request) {
        Plan plan = Known.plan(watching.snapshot());
        String body = text(PlanView.of(plan));
        EntityTag tag = new EntityTag(Digest.of(body));
        seen.seen(tag.getValue(), plan);
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        return (unchanged != null ? unchanged : Response.ok(body)).tag(tag).build();
    }

    /** The arithmetic. */
    @GET
    @Path("/budget")
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML, CSV, MediaType.TEXT_PLAIN})
    @Operation(
            operationId = "budget",
            summary = "Whether the battery suffices",
            description =
                    "The arithmetic in full: what is needed, what is available, the margin, who decides it, what would help,"
                            + " and figures for other servers. JSON unless the Accept header asks for text/html, text/csv"
                            + " (a line a guest) or text/plain.")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = BudgetReportView.class)),
                @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(implementation = String.class)),
                @Content(mediaType = CSV, schema = @Schema(implementation = String.class)),
                @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(implementation = String.class))
            })
    @APIResponse(
            responseCode = "503",
            description = NOT_YET,
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response budget(@Context Request request) {
        Variant wanted = request.selectVariant(FORMS);
        String form = wanted == null ? MediaType.APPLICATION_JSON : base(wanted.getMediaType());
        return switch (form) {
            case MediaType.TEXT_HTML ->
                answer(reports.budgetPage(), form)
                        .header("Content-Security-Policy", reports.pagePolicy())
                        .build();
            case CSV -> answer(reports.budgetCsv(), form).build();
            case MediaType.TEXT_PLAIN -> answer(reports.budget(), form).build();
            default -> {
                BudgetInquiry inquiry = inquiries.budget();
                yield Response.ok(
                                BudgetReportView.of(inquiry, Known.plan(inquiry.snapshot())),
                                MediaType.APPLICATION_JSON)
                        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                        .build();
            }
        };
    }

    private static Response.ResponseBuilder answer(String body, String form) {
        return Response.ok(body, form + ";charset=UTF-8").header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    }

    private static String base(MediaType type) {
        return type.getType() + "/" + type.getSubtype();
    }

    private String text(PlanView plan) {
        try {
            return json.writeValueAsString(plan);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
