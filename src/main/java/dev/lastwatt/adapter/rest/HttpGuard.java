package dev.lastwatt.adapter.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** In front of everything the HTTP server answers, of this adapter or not: whom it answers, and the headers of every answer. */
@Singleton
public class HttpGuard {

    /** Before the framework's own handlers. */
    private static final int FIRST = 1_000;

    private final boolean loopbackOnly;
    private final ObjectMapper json;

    /** With the address that the server is bound to. */
    public HttpGuard(@ConfigProperty(name = "quarkus.http.host") String boundTo, ObjectMapper json) {
        this.loopbackOnly = LoopbackNames.isLoopback(boundTo);
        this.json = json;
    }

    void register(@Observes Filters filters) {
        filters.register(this::guard, FIRST);
    }

    private void guard(RoutingContext request) {
        HttpServerResponse response = request.response();
        response.putHeader("X-Content-Type-Options", "nosniff");
        response.putHeader("Cache-Control", "no-store");
        response.putHeader("Referrer-Policy", "no-referrer");
        response.putHeader("X-Frame-Options", "DENY");
        // A page sets a policy of its own, which takes the place of this one.
        response.putHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        if (loopbackOnly && !LoopbackNames.inHeader(request.request().getHeader("Host"))) {
            refuse(request);
        } else {
            request.next();
        }
    }

    private void refuse(RoutingContext request) {
        Problem problem = Problem.of(
                ProblemType.WRONG_HOST,
                "the Host header does not name this machine's loopback",
                null,
                "Host",
                "use http://127.0.0.1 or http://localhost with the service's port");
        request.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end(text(problem));
    }

    private String text(Problem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
