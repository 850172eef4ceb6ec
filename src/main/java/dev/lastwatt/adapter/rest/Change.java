package dev.lastwatt.adapter.rest;

import dev.lastwatt.port.Role;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.security.Principal;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** A request that changes something: who asks, why, and for what state of things they ask it. */
public class Change {

    private static final String REASON = "Reason";
    private static final String KEY = "Idempotency-Key";
    private static final int LONGEST_REASON = 500;

    @HeaderParam(HttpHeaders.IF_MATCH)
    @Parameter(description = "The ETag of what was looked at: the state that this is meant for")
    @Nullable String ifMatch;

    @HeaderParam(REASON)
    @Parameter(description = "Why, in one line; it is written down for good")
    @Nullable String said;

    @HeaderParam(KEY)
    @Parameter(description = "Made up for this request: it is carried out once, however often it is sent within a day")
    @Nullable String idempotencyKey;

    @Context
    @Nullable SecurityContext security;

    @Context
    @Nullable UriInfo uri;

    @Context
    @Nullable Request request;

    @Context
    @Nullable HttpServerRequest http;

    /** Who asks, for logs and journals. */
    String by() {
        Principal principal = security == null ? null : security.getUserPrincipal();
        String name = principal == null ? null : principal.getName();
        return name == null || name.isEmpty() ? "somebody on this host" : name;
    }

    /** The highest role that they have. */
    String role() {
        SecurityContext is = security;
        return Stream.of(Role.ADMIN, Role.OPERATOR, Role.VIEWER)
                .map(Role::word)
                .filter(role -> is != null && is.isUserInRole(role))
                .findFirst()
                .orElse("none");
    }

    /** Where they are. */
    String address() {
        SocketAddress peer = http == null ? null : http.remoteAddress();
        String address = peer == null ? null : peer.hostAddress();
        return address == null ? "unknown" : address;
    }

    /** Method, path and query. */
    String request() {
        Request is = request;
        UriInfo at = uri;
        if (is == null || at == null) {
            throw new IllegalStateException("made by the framework only");
        }
        String query = at.getRequestUri().getRawQuery();
        return is.getMethod() + " " + at.getRequestUri().getRawPath() + (query == null ? "" : "?" + query);
    }

    /** The Idempotency-Key, null without one. */
    @Nullable String key() {
        return idempotencyKey;
    }

    /** Why, which has to be said: it stays in the journal for good. */
    String reason() {
        String reason = said;
        if (reason == null || reason.isBlank()) {
            throw ProblemException.invalid(
                    REASON, "nobody says why", "give the header 'Reason: ...'; it is written down for good");
        }
        if (reason.length() > LONGEST_REASON || reason.matches(".*[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}].*")) {
            throw ProblemException.invalid(
                    REASON,
                    "the reason is too long or has control characters",
                    "give one line of at most " + LONGEST_REASON + " characters");
        }
        return reason.strip();
    }

    /** The tag that the caller has looked at. */
    String expectedTag(String of) {
        String header = ifMatch;
        if (header == null || header.isBlank()) {
            throw ProblemException.precondition(
                    ProblemType.PRECONDITION_REQUIRED,
                    "nothing says which state this change is meant for",
                    "give If-Match with the ETag of " + of);
        }
        String tag = header.strip();
        if (tag.equals("*") || tag.contains(",")) {
            throw ProblemException.invalid(
                    HttpHeaders.IF_MATCH,
                    "it is to name one state, the one that was looked at",
                    "give the ETag of " + of);
        }
        return tag.length() > 1 && tag.startsWith("\"") && tag.endsWith("\"")
                ? tag.substring(1, tag.length() - 1)
                : tag;
    }

    /** Ends the request if what the caller has looked at is not so any more. */
    void mustMatch(String present, String of) {
        String expected = expectedTag(of);
        if (!expected.equals(present)) {
            throw ProblemException.precondition(
                    ProblemType.CHANGED_MEANWHILE,
                    "it is not as you saw it any more: its ETag is \"" + present + "\" now",
                    "look at " + of + " again");
        }
    }
}
