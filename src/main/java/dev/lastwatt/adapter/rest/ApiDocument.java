package dev.lastwatt.adapter.rest;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;

/** The heading of the API's description. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Lastwatt",
                        version = "1",
                        description =
                                "Shuts a Hyper-V host and its guests down inside the battery's real runtime. Read-only, on"
                                        + " loopback. Times are RFC 3339 in UTC, durations ISO 8601; a missing value is left out. Errors"
                                        + " are application/problem+json.",
                        license = @License(name = "Apache-2.0")))
public class ApiDocument extends Application {}
