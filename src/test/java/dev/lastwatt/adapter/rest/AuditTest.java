package dev.lastwatt.adapter.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.port.AuditLog;
import dev.lastwatt.served.Callers;
import dev.lastwatt.served.ServedEngine;
import dev.lastwatt.served.WithServedEngine;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who did what is written down. */
@QuarkusTest
@Tag("served")
@TestProfile(WithServedEngine.class)
class AuditTest {

    @Inject
    ServedEngine served;

    @Inject
    AuditLog audit;

    private long before;

    @BeforeEach
    void reset() {
        served.reset();
        before = last();
    }

    private long last() {
        List<AuditLog.Entry> all = audit.after(0, 100_000);
        return all.isEmpty() ? 0 : all.get(all.size() - 1).number();
    }

    private List<Map<String, Object>> entries() {
        return given().get("/api/v1/audit?after=" + before)
                .then()
                .statusCode(200)
                .extract()
                .path("entries");
    }

    @Test
    void aChangeIsWrittenDownBeforeItIsMadeAndOnceMoreWithItsOutcome() {
        String tag = given().get("/api/v1/policy").header("ETag");
        Callers.admin(served)
                .header("If-Match", tag)
                .header("Reason", "for the audit")
                .contentType("application/merge-patch+json")
                .body("{\"reserve\": \"31s\"}")
                .patch("/api/v1/policy")
                .then()
                .statusCode(200);
        assertThat(entries()).hasSize(2).allSatisfy(e -> assertThat(e)
                .containsEntry("who", Callers.ADMIN)
                .containsEntry("role", "admin")
                .containsEntry("address", "127.0.0.1")
                .containsEntry("act", "PATCH /api/v1/policy")
                .containsEntry("reason", "for the audit"));
        assertThat(entries()).extracting(e -> e.get("outcome")).first().isEqualTo("asked");
        assertThat(entries())
                .extracting(e -> e.get("outcome"))
                .last()
                .asString()
                .startsWith("done: 200 \"v");
    }

    @Test
    void aRefusedChangeIsWrittenDownToo() {
        Callers.admin(served)
                .header("If-Match", "\"v0\"")
                .header("Reason", "too late")
                .contentType("application/merge-patch+json")
                .body("{\"reserve\": \"32s\"}")
                .patch("/api/v1/policy")
                .then()
                .statusCode(412);
        assertThat(entries())
                .extracting(e -> e.get("outcome"))
                .last()
                .asString()
                .startsWith("refused: 412");
    }

    @Test
    void whoHasNoTokenFillsNothing() {
        given().header("Reason", "spam")
                .contentType("application/json")
                .body("{}")
                .patch("/api/v1/policy");
        Callers.viewer(served)
                .header("Reason", "spam")
                .post("/api/v1/arm")
                .then()
                .statusCode(403);
        assertThat(entries()).isEmpty();
    }

    @Test
    void whatTheHostsCommandLineDoesIsThereAsWell() {
        given().header("Authorization", "Bearer " + served.secret().createOrRead())
                .contentType("application/json")
                .body("{\"by\": \"root on this host's command line\", \"reason\": \"maintenance\"}")
                .post("/control/disarm")
                .then()
                .statusCode(200);
        assertThat(entries()).singleElement().satisfies(e -> assertThat(e)
                .containsEntry("role", "host")
                .containsEntry("act", "disarm")
                .containsEntry("reason", "maintenance"));
    }
}
