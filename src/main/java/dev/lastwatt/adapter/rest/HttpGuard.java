package dev.lastwatt.adapter.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lastwatt.adapter.rest.access.Admission;
import dev.lastwatt.adapter.rest.access.TokenIdentities;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** In front of everything the HTTP server answers, of this adapter or not: whom it answers, and the headers of every answer. */
@Singleton
public class HttpGuard {

    /** Before the framework's own handlers. */
    private static final int FIRST = 1_000;

    private static final String CONTROL = "/control/";

    private final boolean loopbackOnly;
    private final ObjectMapper json;
    private final Admission admission;

    /** With the address that the server is bound to. */
    public HttpGuard(
            @ConfigProperty(name = "quarkus.http.host") String boundTo, ObjectMapper json, Admission admission) {
        this.loopbackOnly = LoopbackNames.isLoopback(boundTo);
        this.json = json;
        this.admission = admission;
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
            refuse(
                    request,
                    ProblemType.WRONG_HOST,
                    "the Host header does not name this machine's loopback",
                    "Host",
                    "use http://127.0.0.1 or http://localhost with the service's port");
        } else if (request.normalizedPath().startsWith(CONTROL)) {
            // It has a gate of its own, and a secret that is no token.
            request.next();
        } else {
            admit(request);
        }
    }

    private void admit(RoutingContext request) {
        String address = address(request);
        Admission.Result result = admission.of(request.request().getHeader("Authorization"), address);
        if (result instanceof Admission.Result.Known known) {
            TokenIdentities.put(request, known.caller());
            request.next();
        } else if (result instanceof Admission.Result.LockedOut locked) {
            request.response()
                    .putHeader("Retry-After", Long.toString(locked.left().toSeconds() + 1));
            refuse(
                    request,
                    ProblemType.LOCKED_OUT,
                    "this address has shown too many wrong tokens",
                    "Authorization",
                    "wait " + (locked.left().toSeconds() + 1) + " s");
        } else if (result instanceof Admission.Result.Wrong || !loopbackOnly) {
            request.response().putHeader("WWW-Authenticate", "Bearer");
            refuse(
                    request,
                    ProblemType.NO_TOKEN,
                    result instanceof Admission.Result.Wrong
                            ? "the token is wrong, has expired, or was revoked"
                            : "there is no token",
                    "Authorization",
                    ProblemType.TOKEN_FIX);
        } else {
            request.next();
        }
    }

    private static String address(RoutingContext request) {
        SocketAddress peer = request.request().remoteAddress();
        return peer == null || peer.hostAddress() == null ? "unknown" : peer.hostAddress();
    }

    private void refuse(RoutingContext request, ProblemType type, String detail, String field, String fix) {
        Problem problem = Problem.of(type, detail, null, field, fix);
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
