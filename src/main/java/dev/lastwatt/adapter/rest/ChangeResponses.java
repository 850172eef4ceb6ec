package dev.lastwatt.adapter.rest;

import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Adds to the API's description what every change may be answered. */
public final class ChangeResponses implements OASFilter {

    private static final String PROBLEM = "#/components/schemas/Problem";

    @Override
    public Operation filterOperation(Operation operation) {
        List<Parameter> parameters = operation.getParameters();
        boolean changes = parameters != null && parameters.stream().anyMatch(p -> "If-Match".equals(p.getName()));
        if (changes) {
            operation.addSecurityRequirement(
                    OASFactory.createSecurityRequirement().addScheme(ApiDocument.TOKEN));
            add(operation, "400", "A header or a member of the body is not valid, or nobody says why");
            add(operation, "401", "There is no token, or it is not valid");
            add(operation, "403", "The token's role does not include this");
            add(operation, "409", "The state does not allow that, or what came of an earlier request is not known");
            add(operation, "412", "It was changed meanwhile; the detail says what is different");
            add(operation, "422", "The content cannot be used, or the Idempotency-Key belongs to another request");
            add(operation, "428", "If-Match is missing");
            add(operation, "503", "The service did not take it in");
        }
        return operation;
    }

    private static void add(Operation operation, String status, String description) {
        if (!operation.getResponses().hasAPIResponse(status)) {
            APIResponse response = OASFactory.createAPIResponse()
                    .description(description)
                    .content(OASFactory.createContent()
                            .addMediaType(
                                    Problem.MEDIA_TYPE,
                                    OASFactory.createMediaType()
                                            .schema(OASFactory.createSchema().ref(PROBLEM))));
            operation.getResponses().addAPIResponse(status, response);
        }
    }
}
