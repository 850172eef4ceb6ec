package dev.lastwatt.adapter.rest.access;

import dev.lastwatt.port.Timebase;
import dev.lastwatt.port.Tokens;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a request is let in, and as whom. */
@Singleton
public class Admission {

    private static final String SCHEME = "Bearer ";

    private final Tokens tokens;
    private final Timebase time;
    private final Lockout lockout = new Lockout();

    /** Of those who have these tokens. */
    public Admission(Tokens tokens, Timebase time) {
        this.tokens = tokens;
        this.time = time;
    }

    /** What became of it. */
    public sealed interface Result {

        /** Somebody with a token. */
        record Known(Tokens.Caller caller) implements Result {}

        /** Nobody in particular. */
        record Nobody() implements Result {}

        /** The token is wrong, or counts no more. */
        record Wrong() implements Result {}

        /** Too many were wrong. */
        record LockedOut(Duration left) implements Result {}
    }

    /**
     * By the header, and without one by the certificate. A certificate that nobody knows is none: browsers show theirs unasked.
     *
     * @param authorization the Authorization header, null without one
     * @param certificate the client's in DER, of which it has proven to have the private key; null without one
     * @param address who asks
     */
    public Result of(@Nullable String authorization, byte @Nullable [] certificate, String address) {
        Instant now = time.now();
        if (authorization == null) {
            Tokens.Caller shown = certificate == null ? null : tokens.knownCertificate(certificate, now);
            return shown == null ? new Result.Nobody() : new Result.Known(shown);
        }
        Duration left = lockout.left(address, now);
        if (!left.isZero()) {
            return new Result.LockedOut(left);
        }
        Optional<Tokens.Caller> caller = token(authorization).map(t -> tokens.known(t, now));
        if (caller.isEmpty()) {
            lockout.wrong(address, now);
            return new Result.Wrong();
        }
        return new Result.Known(caller.get());
    }

    private static Optional<String> token(String authorization) {
        return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(authorization.substring(SCHEME.length()).strip())
                : Optional.empty();
    }
}
