package dev.lastwatt.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.Phase;
import dev.lastwatt.served.Callers;
import dev.lastwatt.served.ServedEngine;
import dev.lastwatt.served.WithServedEngine;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an operator tells the service to do over REST. */
@QuarkusTest
@Tag("served")
@TestProfile(WithServedEngine.class)
class ActingTest {

    @Inject
    ServedEngine served;

    @BeforeEach
    void reset() {
        served.reset();
        served.engine().disarm(null, "a test", "to begin with");
        served.engine().tick();
    }

    @AfterEach
    void disarm() {
        served.engine().disarm(null, "a test", "in the end");
        served.engine().tick();
    }

    private RequestSpecification operator() {
        return Callers.operator(served);
    }

    private RequestSpecification change(String of) {
        String tag = operator().get(of).then().statusCode(200).extract().header("ETag");
        return operator().header("If-Match", tag).header("Reason", "a test");
    }

    private RequestSpecification armed() {
        change("/api/v1/arming").post("/api/v1/arm").then().statusCode(200);
        return operator();
    }

    @Test
    void itIsArmedAndDisarmedForATime() {
        change("/api/v1/arming").post("/api/v1/arm").then().statusCode(200).body("state", equalTo("armed"));
        change("/api/v1/arming")
                .contentType("application/json")
                .body("{\"for\": \"PT2H\"}")
                .post("/api/v1/disarm")
                .then()
                .statusCode(200)
                .body("state", equalTo("observing"))
                .body("until", startsWith("2026-11-22T19:00"));
        served.silence(Duration.ofHours(3));
        served.engine().tick();
        operator().get("/api/v1/arming").then().body("state", equalTo("armed"));
    }

    @Test
    void whoHasNotSeenTheLatestArmingDoesNotChangeIt() {
        RequestSpecification late = change("/api/v1/arming");
        served.silence(Duration.ofSeconds(1));
        served.engine().arm("somebody else", "quicker");
        served.engine().tick();
        late.contentType("application/json")
                .body("{}")
                .post("/api/v1/disarm")
                .then()
                .statusCode(412);
        operator().header("Reason", "a test").post("/api/v1/arm").then().statusCode(428);
    }

    @Test
    void anOperatorHoldsForATimeAndEndsThat() {
        change("/api/v1/hold")
                .contentType("application/json")
                .body("{\"for\": \"PT30M\"}")
                .post("/api/v1/hold")
                .then()
                .statusCode(200)
                .body("holds", equalTo(true))
                .body("reason", equalTo("a test"));
        served.silence(Duration.ofSeconds(1));
        for (String tooLong : new String[] {"{\"for\": \"PT25H\"}", "{}", "{\"until\": \"2026-11-25T00:00:00Z\"}"}) {
            change("/api/v1/hold")
                    .contentType("application/json")
                    .body(tooLong)
                    .post("/api/v1/hold")
                    .then()
                    .statusCode(400);
        }
        change("/api/v1/hold").post("/api/v1/hold/end").then().statusCode(200).body("holds", equalTo(false));
    }

    @Test
    void bodiesAreReadStrictly() {
        for (String body : new String[] {
            "{\"unti\": \"2026-11-23T00:00:00Z\"}",
            "{\"until\": \"tomorrow\"}",
            "{\"until\": \"2020-01-01T00:00:00Z\"}",
            "{\"for\": \"PT0S\"}",
            "{\"for\": \"P4000D\"}",
            "{\"until\": \"2026-11-23T00:00:00Z\", \"for\": \"PT1H\"}",
            "[]",
            "null",
            "{} {}",
            "{\"for\": \"PT1H\", \"for\": \"PT2H\"}",
            "\u0000"
        }) {
            change("/api/v1/arming")
                    .contentType("application/json")
                    .body(body)
                    .post("/api/v1/disarm")
                    .then()
                    .statusCode(400)
                    .contentType(Problem.MEDIA_TYPE);
        }
    }

    @Test
    void aDryRunTellsWhatWouldHappenAndTouchesNothing() {
        operator()
                .contentType("application/json")
                .body("{}")
                .post("/api/v1/runs")
                .then()
                .statusCode(200)
                .body("moments.what", hasItem(containsString("db would be asked to stop")));
        assertThat(served.engine().snapshot().state().phase()).isEqualTo(Phase.ON_LINE);
    }

    @Test
    void aLiveRunNamesThePlanThatTheOperatorHasLookedAt() {
        armed();
        operator()
                .header("Reason", "a test")
                .contentType("application/json")
                .body("{\"live\": true}")
                .post("/api/v1/runs")
                .then()
                .statusCode(428);
        operator()
                .header("If-Match", "\"never-seen\"")
                .header("Reason", "a test")
                .contentType("application/json")
                .body("{\"live\": true}")
                .post("/api/v1/runs")
                .then()
                .statusCode(412);
        RequestSpecification live = change("/api/v1/plan");
        served.silence(Duration.ofSeconds(20));
        served.engine().tick();
        String run = live.contentType("application/json")
                .body("{\"live\": true}")
                .post("/api/v1/runs")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        assertThat(served.engine().snapshot().state().phase()).isEqualTo(Phase.STOPPING);
        change(run).post(run + "/cancellation").then().statusCode(202);
        assertThat(served.memory().last(Fact.ShutdownOrderEnded.class)).isPresent();
    }

    @Test
    void aLiveRunOfAServiceThatIsNotArmedIsRefusedWithTheFix() {
        change("/api/v1/plan")
                .contentType("application/json")
                .body("{\"live\": true}")
                .post("/api/v1/runs")
                .then()
                .statusCode(409)
                .body("type", equalTo("/problems/not-now"))
                .body("fix", containsString("arm"));
    }

    @Test
    void aRunThatIsNotThereCannotBeCancelled() {
        operator()
                .header("If-Match", "\"x\"")
                .header("Reason", "a test")
                .post("/api/v1/runs/20200101-000000/cancellation")
                .then()
                .statusCode(404);
    }

    @Test
    void aDrillBeginsAndItsKeyBeginsItOnce() {
        String body = "{\"kind\": \"guest\", \"guest\": \"db\", \"within\": \"PT1H\"}";
        RequestSpecification drill = change("/api/v1/drills/current")
                .header("Idempotency-Key", "drill-1-" + System.nanoTime())
                .contentType("application/json")
                .body(body);
        drill.post("/api/v1/drills")
                .then()
                .statusCode(202)
                .header("Location", equalTo("/api/v1/drills/current"))
                .body("running", equalTo(true));
        drill.post("/api/v1/drills").then().statusCode(202).header("Idempotency-Replayed", "true");
        operator().get("/api/v1/drills/current").then().body("number", equalTo(1));
        change("/api/v1/drills/current")
                .contentType("application/json")
                .body(body)
                .post("/api/v1/drills")
                .then()
                .statusCode(409)
                .body("detail", containsString("another drill"));
        change("/api/v1/drills/current")
                .post("/api/v1/drills/current/cancellation")
                .then()
                .statusCode(202);
    }

    @Test
    void aDrillThatMakesNoSenseIsRefusedByItsField() {
        for (String[] wrong : new String[][] {
            {"kind", "{}"},
            {"kind", "{\"kind\": \"party\"}"},
            {"guest", "{\"kind\": \"guest\"}"},
            {"guest", "{\"kind\": \"all\", \"guest\": \"db\"}"},
            {"method", "{\"kind\": \"guest\", \"guest\": \"db\", \"method\": \"turn-off\"}"},
            {"through", "{\"kind\": \"all\", \"through\": true}"}
        }) {
            change("/api/v1/drills/current")
                    .contentType("application/json")
                    .body(wrong[1])
                    .post("/api/v1/drills")
                    .then()
                    .statusCode(400)
                    .body("field", equalTo(wrong[0]));
        }
    }
}
