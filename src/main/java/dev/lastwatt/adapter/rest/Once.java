package dev.lastwatt.adapter.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lastwatt.port.KeptAnswers;
import dev.lastwatt.port.Timebase;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Carries a change out, and writes it down. One with an Idempotency-Key is carried out once: when it comes again, it gets the same answer and nothing is done. A request that
 * was refused has done nothing and may be tried again.
 */
@Singleton
public class Once {

    /** Says that an answer is that of an earlier request. */
    static final String REPLAYED = "Idempotency-Replayed";

    private static final int LONGEST = 200;

    private final KeptAnswers kept;
    private final Timebase time;
    private final ObjectMapper json;
    private final Audited audited;

    /** With answers kept there. */
    public Once(KeptAnswers kept, Timebase time, ObjectMapper json, Audited audited) {
        this.kept = kept;
        this.time = time;
        this.json = json;
        this.audited = audited;
    }

    /** What the request is answered; {@code act} is carried out unless it was before. Its entity becomes JSON. */
    Response answer(Change change, byte[] body, Supplier<Response> act) {
        String key = change.key();
        if (key == null) {
            return audited.answer(change, act);
        }
        if (key.isBlank() || key.length() > LONGEST || !key.matches("[\\x21-\\x7e]+")) {
            throw ProblemException.invalid(
                    "Idempotency-Key",
                    "the key is not one of 1 to " + LONGEST + " printable characters",
                    "make one up for each thing to be done, such as a UUID");
        }
        KeptAnswers.Asked asked = new KeptAnswers.Asked(
                change.by(), key, Digest.of(change.request() + "\n" + new String(body, StandardCharsets.ISO_8859_1)));
        KeptAnswers.Kept before = kept.take(asked, time.now());
        if (before != null) {
            return again(asked, before);
        }
        Response done;
        try {
            done = audited.answer(change, act);
        } catch (ProblemException e) {
            if (e.hasDoneNothing()) {
                kept.release(asked);
            }
            throw e;
        }
        KeptAnswers.Answer answer = new KeptAnswers.Answer(done.getStatus(), headers(done), text(done.getEntity()));
        kept.answered(asked, answer);
        return response(answer).build();
    }

    private static Response again(KeptAnswers.Asked asked, KeptAnswers.Kept before) {
        if (!before.request().equals(asked.request())) {
            throw ProblemException.of(
                    ProblemType.KEY_USED,
                    "this Idempotency-Key was used for another request",
                    "make up a new key for a new request");
        }
        KeptAnswers.Answer answer = before.answer();
        if (answer == null) {
            throw ProblemException.of(
                    ProblemType.OUTCOME_UNKNOWN,
                    "a request with this key was begun, and what came of it is not known: it is being carried out, or the"
                            + " service ended meanwhile",
                    "look at what it was to change, and at GET /api/v1/journal, before you ask again with a new key");
        }
        return response(answer).header(REPLAYED, "true").build();
    }

    private static Response.ResponseBuilder response(KeptAnswers.Answer answer) {
        Response.ResponseBuilder response = Response.status(answer.status());
        answer.headers().lines().forEach(line -> {
            int colon = line.indexOf(':');
            response.header(line.substring(0, colon), line.substring(colon + 1));
        });
        return answer.body().isEmpty()
                ? response
                : response.entity(answer.body()).type(MediaType.APPLICATION_JSON);
    }

    private static String headers(Response done) {
        return done.getStringHeaders().entrySet().stream()
                .filter(h -> !h.getKey().equalsIgnoreCase("Content-Type"))
                .map(h -> h.getKey() + ":" + String.join(",", h.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private String text(Object entity) {
        try {
            return entity == null ? "" : entity instanceof String s ? s : json.writeValueAsString(entity);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
