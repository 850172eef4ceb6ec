package dev.lastwatt.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that is killed while it is told to change things: what was answered is so, and what was not is found out. */
class KilledIT {

    /** Then it is killed, whenever that comes. */
    private static final int AFTER = 5;

    private final JsonMapper json = new JsonMapper();
    private final Path folder;

    KilledIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void whatWasAnsweredIsInForceAndTheRestHappenedOnceOrNotAtAll() throws Exception {
        try (Program program = new Program(folder).simulated()) {
            String token = program.run("token", "create", "--name", "ann", "--role", "admin")
                    .output()
                    .strip();
            program.serve();
            List<String> answered = new ArrayList<>();
            List<String> begun = new ArrayList<>();
            AtomicBoolean killed = new AtomicBoolean();
            Thread killer = new Thread(() -> {
                killed.set(true);
                program.kill();
            });
            String tag = etag(program);
            for (int i = 0; ; i++) {
                if (i == AFTER) {
                    killer.start();
                }
                begun.add(tag);
                try {
                    HttpResponse<String> answer = put(program, token, i, tag);
                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                    tag = answer.headers().firstValue("ETag").orElseThrow();
                    answered.add(tag);
                } catch (IOException e) {
                    assertThat(killed).as(e.toString()).isTrue();
                    break;
                }
            }
            killer.join();
            assertThat(answered).hasSizeGreaterThanOrEqualTo(AFTER);

            program.serve();
            int last = begun.size() - 1;
            long before = versions(program);
            assertThat(before - 1)
                    .as("each that was answered, and perhaps the last")
                    .isIn((long) last, (long) last + 1);
            HttpResponse<String> again = put(program, token, last, begun.get(last));
            if (again.statusCode() == 409) {
                assertThat(again.body()).contains("outcome-unknown");
                assertThat(versions(program)).isEqualTo(before);
            } else {
                assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
                assertThat(versions(program)).as("done once").isEqualTo(last + 2L);
            }
            HttpResponse<String> replayed = put(program, token, last - 1, begun.get(last - 1));
            assertThat(replayed.statusCode()).isEqualTo(200);
            assertThat(replayed.headers().firstValue("Idempotency-Replayed")).contains("true");
            assertThat(program.run("audit", "verify").code()).isZero();
            JsonNode inForce = json.readTree(
                    program.get("/api/v1/policy", "application/json").body());
            assertThat(inForce.path("reserve").asText()).isEqualTo("PT" + (30 + versions(program) - 2) + "S");
        }
    }

    private static HttpResponse<String> put(Program program, String token, int number, String tag) throws Exception {
        return program.send(
                "PUT",
                "/api/v1/policy?accept-risk=true",
                "{\"reserve\": \"PT" + (30 + number) + "S\"}",
                "Authorization",
                "Bearer " + token,
                "Content-Type",
                "application/json",
                "If-Match",
                tag,
                "Idempotency-Key",
                "key-" + number,
                "Reason",
                "a test");
    }

    private String etag(Program program) throws Exception {
        return program.get("/api/v1/policy").headers().firstValue("ETag").orElseThrow();
    }

    /** How many policies there were, the first among them. */
    private long versions(Program program) throws Exception {
        return json.readTree(program.get("/api/v1/policy/versions?limit=1").body())
                .path("versions")
                .path(0)
                .path("version")
                .asLong();
    }
}
