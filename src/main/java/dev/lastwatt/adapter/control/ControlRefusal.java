package dev.lastwatt.adapter.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Ends a command with a problem (RFC 9457). */
final class ControlRefusal extends WebApplicationException {

    private static final long serialVersionUID = 1L;

    private ControlRefusal(String detail, Response response) {
        super(detail, response);
    }

    static ControlRefusal of(int status, String title, String detail) {
        return of(new Body("about:blank", title, status, detail, null, null));
    }

    /** A member of the command is not right. */
    static ControlRefusal invalid(@Nullable String field, String detail, String fix) {
        return of(new Body("about:blank", "Bad Request", 400, detail, field, fix));
    }

    private static ControlRefusal of(Body body) {
        Response.ResponseBuilder response =
                Response.status(body.status()).type("application/problem+json").entity(body);
        if (body.status() == 401) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"lastwatt\"");
        }
        return new ControlRefusal(body.detail(), response.build());
    }

    /** On the wire. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Body(
            String type,
            String title,
            int status,
            String detail,
            @Nullable String field,
            @Nullable String fix) {}
}
