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
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** In front of everything the HTTP server answers, of this adapter or not: whom it answers, and the headers of every answer. */
@Singleton
public class HttpGuard {

    /** Before the framework's own handlers. */
    private static final int FIRST = 1_000;

    private static final String CONTROL = "/control/";

    /** Whose page sent it, as the browser says; programs say nothing. */
    private static final String SITE = "Sec-Fetch-Site";

    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");
    private static final Set<String> LOOKS = Set.of("GET", "HEAD", "OPTIONS");

    /** How long a request may take to arrive, where nothing else is set. */
    public static final String ARRIVES_WITHIN = "10s";

    private final ObjectMapper json;
    private final Admission admission;
    private final Duration arrivesWithin;

    /** With who is let in, and how long a request may take to arrive as a whole. */
    public HttpGuard(
            ObjectMapper json,
            Admission admission,
            @ConfigProperty(name = "lastwatt.request-within", defaultValue = ARRIVES_WITHIN) Duration arrivesWithin) {
        this.arrivesWithin = arrivesWithin;
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
        response.putHeader(
                "Content-Security-Policy",
                Explorer.has(request.normalizedPath())
                        ? Explorer.CONTENT_POLICY
                        : "default-src 'none'; frame-ancestors 'none'");
        endIfItDoesNotArrive(request);
        SSLSession encrypted = request.request().sslSession();
        if (!LOOKS.contains(request.request().method().name()) && isOfAnotherSite(request)) {
            refuse(
                    request,
                    ProblemType.CROSS_SITE,
                    "a page of another site sent this",
                    SITE,
                    "use a program such as curl");
        } else if (encrypted != null) {
            guardEncrypted(request, encrypted);
        } else if (!LoopbackNames.inHeader(request.request().getHeader("Host"))) {
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
            admit(request, null);
        }
    }

    /** Whoever sends a byte now and then would hold the connection for ever. */
    private void endIfItDoesNotArrive(RoutingContext request) {
        if (request.request().isEnded()) {
            return;
        }
        long timer = request.vertx().setTimer(arrivesWithin.toMillis(), t -> {
            if (!request.request().isEnded()) {
                request.request().connection().close();
            }
        });
        request.addEndHandler(end -> request.vertx().cancelTimer(timer));
    }

    private static boolean isOfAnotherSite(RoutingContext request) {
        String site = request.request().getHeader(SITE);
        return site != null && !OWN_SITE.contains(site);
    }

    /** From anywhere: nobody in particular sees anything, and what is for this machine only is not there. */
    private void guardEncrypted(RoutingContext request, SSLSession session) {
        if (!namesUs(request.request().getHeader("Host"), session)) {
            refuse(
                    request,
                    ProblemType.WRONG_HOST,
                    "the Host header names none of those in the server's certificate",
                    "Host",
                    "use a name or an address of the certificate; 'lastwatt certificate show' on the host lists them");
        } else if (request.normalizedPath().startsWith(CONTROL) || Explorer.has(request.normalizedPath())) {
            request.response().setStatusCode(404).end();
        } else {
            admit(request, session);
        }
    }

    private static boolean namesUs(@Nullable String header, SSLSession session) {
        Certificate[] own = session.getLocalCertificates();
        return own != null
                && own[0] instanceof X509Certificate certificate
                && HostHeader.host(header)
                        .filter(host -> CertifiedNames.include(certificate, host))
                        .isPresent();
    }

    private static byte @Nullable [] client(SSLSession session) {
        try {
            return session.getPeerCertificates()[0].getEncoded();
        } catch (SSLPeerUnverifiedException | CertificateEncodingException e) {
            // It has shown none.
            return null;
        }
    }

    /** Encrypted or, with no session, over loopback. */
    private void admit(RoutingContext request, @Nullable SSLSession encrypted) {
        String address = address(request);
        Admission.Result result = admission.of(
                request.request().getHeader("Authorization"), encrypted == null ? null : client(encrypted), address);
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
        } else if (result instanceof Admission.Result.Wrong || encrypted != null) {
            request.response().putHeader("WWW-Authenticate", "Bearer");
            refuse(
                    request,
                    ProblemType.NO_TOKEN,
                    result instanceof Admission.Result.Wrong
                            ? "the token is wrong, has expired, or was revoked"
                            : "there is no token, and no client certificate that is known here",
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
