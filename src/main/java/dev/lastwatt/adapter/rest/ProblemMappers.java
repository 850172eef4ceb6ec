package dev.lastwatt.adapter.rest;

import dev.lastwatt.port.Role;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Every error of a resource as a problem. None of them shows more of the inside than an id to find it in the log by. */
final class ProblemMappers {

    private static final Logger LOG = System.getLogger(ProblemMappers.class.getName());

    @ServerExceptionMapper
    Response problem(ProblemException e, UriInfo uri) {
        Problem problem = e.at(path(uri));
        Response.ResponseBuilder response = of(problem);
        return (problem.status() == 503 ? response.header(HttpHeaders.RETRY_AFTER, 5) : response).build();
    }

    // Named one by one as well, because the framework brings mappers of its own for some of them.
    @ServerExceptionMapper({WebApplicationException.class, NotFoundException.class, NotAllowedException.class})
    Response http(WebApplicationException e, UriInfo uri, Request request) {
        Response thrown = e.getResponse();
        if (thrown.hasEntity()) {
            return thrown;
        }
        int status = thrown.getStatus();
        if (status < 400) {
            return thrown;
        }
        String allowed = status == 405 ? allowed(thrown, request, path(uri)) : null;
        Response.StatusType type = thrown.getStatusInfo();
        Response.ResponseBuilder response =
                of(Problem.ofStatus(status, type.getReasonPhrase(), detail(status, allowed), path(uri)));
        return (allowed == null ? response : response.header(HttpHeaders.ALLOW, allowed)).build();
    }

    @ServerExceptionMapper
    Response unknown(UnauthorizedException e, UriInfo uri) {
        return of(Problem.of(
                        ProblemType.NO_TOKEN, "there is no token", path(uri), "Authorization", ProblemType.TOKEN_FIX))
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    @ServerExceptionMapper
    Response tooLow(ForbiddenException e, UriInfo uri, ResourceInfo resource) {
        RolesAllowed roles = resource.getResourceMethod().getAnnotation(RolesAllowed.class);
        boolean admin = roles != null && List.of(roles.value()).contains(Role.ADMIN.word());
        return of(Problem.of(
                        ProblemType.ROLE_TOO_LOW,
                        "this takes the role " + (admin ? "admin" : "operator or admin"),
                        path(uri),
                        "Authorization",
                        "use a token of that role; 'lastwatt token create' on the host makes one"))
                .build();
    }

    @ServerExceptionMapper
    Response anything(Exception e, UriInfo uri) {
        String id = UUID.randomUUID().toString();
        LOG.log(Level.ERROR, "request failed, id " + id + ": " + path(uri), e);
        return of(Problem.ofStatus(
                        500,
                        "Internal Server Error",
                        "the service failed to answer this request; its log has the cause under the id " + id,
                        path(uri)))
                .build();
    }

    /** The framework does not say what a path takes. Most take one method: a path is either looked at or commanded. */
    private static String allowed(Response thrown, Request request, String path) {
        String said = thrown.getHeaderString(HttpHeaders.ALLOW);
        if (said != null) {
            return said;
        }
        if (path.endsWith("/api/v1/policy")) {
            return "GET, HEAD, PUT, PATCH";
        }
        if (path.endsWith("/api/v1/runs")) {
            return "GET, HEAD, POST";
        }
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD") ? "POST" : "GET, HEAD";
    }

    private static Response.ResponseBuilder of(Problem problem) {
        return Response.status(problem.status())
                .type(MediaType.valueOf(Problem.MEDIA_TYPE))
                .entity(problem);
    }

    private static @Nullable String detail(int status, @Nullable String allowed) {
        return switch (status) {
            case 404 -> "there is nothing at this path; the API is described at /openapi";
            case 405 -> "this path does not take that method" + (allowed == null ? "" : "; it takes " + allowed);
            case 406 -> "this path does not give what Accept asks for; /openapi says what it gives";
            case 415 -> "this path does not take that Content-Type; /openapi says which";
            default -> null;
        };
    }

    private static String path(UriInfo uri) {
        return uri.getRequestUri().getRawPath();
    }
}
