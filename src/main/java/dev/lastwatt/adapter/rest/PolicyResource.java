package dev.lastwatt.adapter.rest;

import dev.lastwatt.adapter.rest.view.PolicyPutView;
import dev.lastwatt.adapter.rest.view.PolicyTrialView;
import dev.lastwatt.adapter.rest.view.PolicyVersionView;
import dev.lastwatt.adapter.rest.view.PolicyVersionsView;
import dev.lastwatt.app.PolicyChanges;
import dev.lastwatt.port.PolicyRefused;
import dev.lastwatt.port.PolicyVersion;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The policy: looked at, tried, changed, and put back. */
@Path("/api/v1/policy")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "policy", description = "What the administrator wants")
public class PolicyResource {

    private static final String YAML = "application/yaml";
    private static final String OLD_YAML = "application/x-yaml";
    private static final String TEXT_YAML = "text/yaml";
    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final String EXAMPLE = "reserve: 60s\nguests:\n  - match: 'sql*'\n    methods: [shutdown]\n";

    private static final int USUAL = 20;
    private static final int MOST = 100;

    private static final List<Variant> FORMS = Variant.mediaTypes(
                    MediaType.APPLICATION_JSON_TYPE,
                    MediaType.valueOf(YAML),
                    MediaType.valueOf(OLD_YAML),
                    MediaType.valueOf(TEXT_YAML))
            .build();

    private final PolicyChanges policies;
    private final Once once;

    /** Of the running service. */
    public PolicyResource(PolicyChanges policies, Once once) {
        this.policies = policies;
        this.once = once;
    }

    /** The policy in force. */
    @GET
    @Produces({MediaType.APPLICATION_JSON, YAML, OLD_YAML, TEXT_YAML})
    @Operation(
            operationId = "policy",
            summary = "The policy in force",
            description =
                    "As it was written: YAML if the Accept header asks for application/yaml, else the same document as"
                            + " JSON. What it does not say has its default. The ETag names its version.")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(type = SchemaType.OBJECT, description = "See policies/policy.schema.json")),
                @Content(mediaType = YAML, schema = @Schema(type = SchemaType.STRING), example = EXAMPLE)
            })
    @APIResponse(responseCode = "304", description = "It is still the version of If-None-Match")
    public Response policy(@Context Request request) {
        PolicyVersion current = taken(policies::current);
        EntityTag tag = new EntityTag(current.tag());
        Variant wanted = request.selectVariant(FORMS);
        boolean json = wanted == null || wanted.getMediaType().isCompatible(MediaType.APPLICATION_JSON_TYPE);
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        Response.ResponseBuilder response = unchanged != null
                ? unchanged
                : json
                        ? Response.ok(policies.form().asJson(current.text()), MediaType.APPLICATION_JSON)
                        : Response.ok(current.text(), YAML + ";charset=UTF-8");
        return response.tag(tag).build();
    }

    /** Another policy. */
    @PUT
    @RolesAllowed("admin")
    @Consumes({MediaType.APPLICATION_JSON, YAML, OLD_YAML, TEXT_YAML})
    @Operation(
            operationId = "putPolicy",
            summary = "Put another policy in force",
            description =
                    "The whole document, YAML or JSON. It is weighed first: see the preview. Written to the policy file,"
                            + " kept as a version, and in force at once, also in an outage.")
    @APIResponse(
            responseCode = "200",
            description = "It is in force",
            content = @Content(schema = @Schema(implementation = PolicyPutView.class)))
    @APIResponse(
            responseCode = "412",
            description = "It was changed meanwhile; the detail says what",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(
            responseCode = "422",
            description = "It is no policy, or the battery would not suffice and nobody accepts that",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response put(
            @BeanParam Change change,
            @Parameter(description = "true to put it in force although the battery does not suffice")
                    @QueryParam("accept-risk")
                    @Nullable String acceptRisk,
            @RequestBody(
                            content = {
                                @Content(
                                        mediaType = YAML,
                                        schema = @Schema(type = SchemaType.STRING),
                                        example = EXAMPLE),
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON,
                                        schema = @Schema(type = SchemaType.OBJECT))
                            })
                    byte[] body) {
        return once.answer(change, body, () -> inForce(change, Body.text(body), acceptRisk));
    }

    /** Some fields of it. */
    @PATCH
    @RolesAllowed("admin")
    @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "patchPolicy",
            summary = "Change some fields of the policy",
            description =
                    "A JSON Merge Patch (RFC 7396): members replace those of the policy, null removes them, a list is"
                            + " replaced as a whole. Notes in the file are lost.")
    @APIResponse(
            responseCode = "200",
            description = "It is in force",
            content = @Content(schema = @Schema(implementation = PolicyPutView.class)))
    public Response patch(
            @BeanParam Change change,
            @QueryParam("accept-risk") @Nullable String acceptRisk,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MERGE_PATCH,
                                            schema = @Schema(type = SchemaType.OBJECT),
                                            example = "{\"reserve\": \"90s\"}"))
                    byte[] body) {
        return once.answer(change, body, () -> inForce(change, patched(Body.text(body)), acceptRisk));
    }

    /** What another policy would mean. */
    @POST
    @Path("/preview")
    @Consumes({MERGE_PATCH, MediaType.APPLICATION_JSON, YAML, OLD_YAML, TEXT_YAML})
    @Operation(
            operationId = "previewPolicy",
            summary = "See what another policy would mean",
            description =
                    "The whole document, YAML or JSON, or a merge patch by its content type. Says what is different, the"
                            + " budget before and after, and which guests are stopped otherwise. Nothing is stored or changed.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PolicyTrialView.class)))
    @APIResponse(
            responseCode = "422",
            description = "It is no policy",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public Response preview(
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String form,
            @RequestBody(
                            content = {
                                @Content(
                                        mediaType = YAML,
                                        schema = @Schema(type = SchemaType.STRING),
                                        example = EXAMPLE),
                                @Content(
                                        mediaType = MERGE_PATCH,
                                        schema = @Schema(type = SchemaType.OBJECT),
                                        example = "{\"reserve\": \"90s\"}")
                            })
                    byte[] body) {
        boolean patch = form != null && form.startsWith(MERGE_PATCH);
        return taken(() -> {
            String text = patch ? patched(Body.text(body)) : Body.text(body);
            return Response.ok(PolicyTrialView.of(policies.trial(text)))
                    .tag(policies.current().tag())
                    .build();
        });
    }

    /** The policies that were in force. */
    @GET
    @Path("/versions")
    @Operation(
            operationId = "policyVersions",
            summary = "The policies that were in force",
            description = "Newest first. Where there is more, the member 'next' leads on.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PolicyVersionsView.class)))
    public PolicyVersionsView versions(
            @Parameter(
                            description = "Versions with numbers below this one; the newest if not given",
                            schema = @Schema(type = SchemaType.INTEGER))
                    @QueryParam("before")
                    @Nullable String before,
            @Parameter(description = "How many, 1 to 100; 20 if not given", schema = @Schema(type = SchemaType.INTEGER))
                    @QueryParam("limit")
                    @Nullable String limit) {
        long below = Parameters.cursor("before", before, Long.MAX_VALUE);
        int size = Parameters.limit(limit, USUAL, MOST);
        List<PolicyVersion> found = taken(() -> policies.before(below, size + 1));
        List<PolicyVersionView> page =
                found.stream().limit(size).map(PolicyVersionView::brief).toList();
        Long next = found.size() > size ? page.get(page.size() - 1).version() : null;
        return new PolicyVersionsView(page, next);
    }

    /** One of them. */
    @GET
    @Path("/versions/{number}")
    @Operation(operationId = "policyVersion", summary = "One policy that was in force", description = "With its text.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PolicyVersionView.class)))
    @APIResponse(
            responseCode = "404",
            description = "There is no such version",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    public PolicyVersionView version(String number) {
        return PolicyVersionView.of(known(number));
    }

    /** Put one of them back. */
    @POST
    @Path("/versions/{number}/restore")
    @RolesAllowed("admin")
    @Operation(
            operationId = "restorePolicy",
            summary = "Put an earlier policy back in force",
            description = "It becomes a version of its own, weighed as any other. If-Match names the version in force.")
    @APIResponse(
            responseCode = "200",
            description = "It is in force",
            content = @Content(schema = @Schema(implementation = PolicyPutView.class)))
    public Response restore(
            @BeanParam Change change, String number, @QueryParam("accept-risk") @Nullable String acceptRisk) {
        return once.answer(
                change, new byte[0], () -> inForce(change, known(number).text(), acceptRisk));
    }

    private PolicyVersion known(String number) {
        Optional<PolicyVersion> found =
                number.matches("\\d{1,18}") ? taken(() -> policies.version(Long.parseLong(number))) : Optional.empty();
        return found.orElseThrow(() -> ProblemException.of(
                ProblemType.NO_SUCH_VERSION,
                "there is no version of that number",
                "GET /api/v1/policy/versions lists them"));
    }

    private String patched(String patch) {
        return taken(() -> policies.form().patched(policies.current().text(), patch));
    }

    private Response inForce(Change change, String text, @Nullable String acceptRisk) {
        boolean accepts = acceptRisk != null && Parameters.flag("accept-risk", acceptRisk);
        String tag = change.expectedTag("GET /api/v1/policy");
        String reason = change.reason() + (accepts ? " (risk accepted)" : "");
        PolicyChanges.Put put =
                taken(() -> policies.put(new PolicyChanges.Proposal(text, tag, accepts, change.by(), reason)));
        return Response.ok(PolicyPutView.of(put)).tag(put.version().tag()).build();
    }

    /** With what can go wrong as a problem. */
    private static <T> T taken(Supplier<T> step) {
        try {
            return step.get();
        } catch (PolicyRefused e) {
            throw ProblemException.of(
                    ProblemType.POLICY_REFUSED,
                    e.field(),
                    String.valueOf(e.getMessage()),
                    "correct that place; the manual and policies/ have examples");
        } catch (PolicyChanges.Moved e) {
            throw ProblemException.precondition(
                    ProblemType.CHANGED_MEANWHILE, String.valueOf(e.getMessage()), "look at GET /api/v1/policy again");
        } catch (PolicyChanges.Risky e) {
            throw ProblemException.of(
                    ProblemType.RISK_NOT_ACCEPTED,
                    "accept-risk",
                    String.valueOf(e.getMessage()),
                    "change the policy, or send it again with ?accept-risk=true");
        } catch (IllegalStateException e) {
            throw ProblemException.of(
                    ProblemType.NOT_TAKEN, String.valueOf(e.getMessage()), "look at the service's log and disk");
        }
    }
}
