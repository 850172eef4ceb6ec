package dev.lastwatt.adapter.rest;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** The heading of the API's description. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Lastwatt",
                        version = "1",
                        description =
                                "Shuts a Hyper-V host and its guests down inside the battery's real runtime. Reading on"
                                        + " loopback takes no token, a change does. Times are RFC 3339 in UTC, durations ISO 8601; a missing value is left out. Errors"
                                        + " are application/problem+json.",
                        license = @License(name = "Apache-2.0")))
@SecurityScheme(
        securitySchemeName = ApiDocument.TOKEN,
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description =
                "A token of 'lastwatt token create', with the role operator to act and admin to change the policy.")
public class ApiDocument extends Application {

    static final String TOKEN = "token";
}
