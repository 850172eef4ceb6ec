package dev.lastwatt.port;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What requests with an Idempotency-Key were answered, so that one that is sent again is not carried out again. Kept over restarts
 * for a day. Safe from any thread; each method may wait for a disk, and throws an {@link IllegalStateException} with a message for
 * people if that does not answer.
 */
public interface KeptAnswers {

    /**
     * A request as it is told from others.
     *
     * @param who whose key it is
     * @param key the key
     * @param request method, path and body, as a digest
     */
    record Asked(String who, String key, String request) {}

    /**
     * An answer.
     *
     * @param headers names and values, a line each
     */
    record Answer(int status, String headers, String body) {}

    /**
     * What is known of a key.
     *
     * @param request the request that used it
     * @param answer what it was answered, null while that is not known: it is being carried out, or the service ended meanwhile
     */
    record Kept(String request, @Nullable Answer answer) {}

    /** Takes the key for this request; what is known of it already if it was taken before, and null if it is taken now. */
    @Nullable Kept take(Asked asked, Instant now);

    /** What came of it. */
    void answered(Asked asked, Answer answer);

    /** Nothing came of it: the key is free again. */
    void release(Asked asked);
}
