package dev.lastwatt.port;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who may use the API, by the token or the client certificate that they show. Safe from any thread, and quick. */
public interface Tokens {

    /**
     * Somebody who showed one that counts.
     *
     * @param name what the token was made for
     */
    record Caller(String name, Role role) {}

    /** Whose token that is; null if it is nobody's, or does not count any more. */
    @Nullable Caller known(String presented, Instant now);

    /**
     * Whose certificate that is; null if it is nobody's, or does not count any more.
     *
     * @param encoded in DER; whoever showed it has proven to have its private key
     */
    @Nullable Caller knownCertificate(byte[] encoded, Instant now);
}
