package dev.lastwatt.adapter.control;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.lastwatt.core.journal.DrillOutcome;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.served.ServedEngine;
import dev.lastwatt.served.WithServedEngine;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@Tag("served")
@TestProfile(WithServedEngine.class)
class DrillChannelTest {

    private static final String GOOD =
            "{'by':'alice','kind':'guest','guest':'db','until':'2026-11-22T18:00:00Z'}".replace('\'', '"');

    @Inject
    ServedEngine served;

    @Inject
    ControlGate gate;

    @BeforeEach
    void reset() {
        served.reset();
        gate.open();
    }

    /** The journal outlives a test: what began in it must have ended there. */
    @AfterEach
    void end() {
        served.memory().last(Fact.DrillBegan.class).ifPresent(f -> served.memory()
                .append(new Fact.DrillEnded(f.at(), f.drill(), f.guest(), f.name(), DrillOutcome.DONE, "test")));
    }

    @Test
    void aLengthOfTimeIsCountedByTheClockOfTheService() {
        Instant now = served.engine().snapshot().at();
        known().body("{\"by\":\"alice\",\"kind\":\"guest\",\"guest\":\"db\",\"within\":\"PT1H\"}")
                .post("/control/drill")
                .then()
                .statusCode(200);
        assertThat(served.memory().last(Fact.DrillBegan.class).orElseThrow().until())
                .isEqualTo(now.plus(Duration.ofHours(1)));
    }

    @Test
    void whoKnowsTheSecretBeginsADrillAndEndsIt() {
        known().body(GOOD).post("/control/drill").then().statusCode(200).body("running", equalTo(true));
        known().body(GOOD)
                .post("/control/drill")
                .then()
                .statusCode(409)
                .body("detail", containsString("another drill runs"));
        given().get("/api/v1/status").then().statusCode(200).body("drill.running", equalTo(true));
        known().body("{\"by\":\"alice\"}").post("/control/drill/stop").then().statusCode(200);
        known().get("/control/drill").then().statusCode(200).body("running", equalTo(true));
        // What is going down is waited for, and started again.
        given().get("/api/v1/status").then().body("drill.running", equalTo(true));
    }

    @Test
    void aProbeIsADrillThatShutsItsGuestDown() {
        String probe = GOOD.replace("\"guest\",", "\"probe\",");
        assertThat(probe).isNotEqualTo(GOOD);
        known().body(probe).post("/control/drill").then().statusCode(200).body("running", equalTo(true));
        known().body("{\"by\":\"alice\"}").post("/control/drill/stop").then().statusCode(200);
    }

    @Test
    void whoDoesNotKnowItChangesNothing() {
        given().contentType("application/json")
                .body(GOOD)
                .post("/control/drill")
                .then()
                .statusCode(401);
        given().get("/control/drill").then().statusCode(401);
        assertThat(served.engine().snapshot().drill().number()).isZero();
    }

    @Test
    void aRefusalNamesEveryReasonWithItsFix() {
        known().body(GOOD.replace("db", "app").replace("18:00", "17:01"))
                .post("/control/drill")
                .then()
                .statusCode(409)
                .body("detail", containsString("not running but off"))
                .body("detail", containsString("window is too short"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'by':'a','kind':'guest'}|guest",
                "{'by':'a','kind':'all','guest':'db'}|guest",
                "{'by':'a','kind':'probe'}|guest",
                "{'by':'a','kind':'probe','guest':'db','method':'save'}|method",
                "{'by':'a','kind':'some'}|kind",
                "{'by':'a','kind':'all','method':'turn-off'}|method",
                "{'by':'a','kind':'all','through':true}|through",
                "{'by':'a','kind':'full','othersTold':'yes'}|othersTold",
                "{'by':'a','kind':'all','until':'soon'}|until",
                "{'by':'a','kind':'all','within':'soon'}|within",
                "{'kind':'all'}|by",
                "{'by':'a','kind':'all','untill':'x'}|untill"
            })
    void aMemberThatIsNotRightIsNamed(String body, String field) {
        known().body(body.replace('\'', '"'))
                .post("/control/drill")
                .then()
                .statusCode(400)
                .body("field", equalTo(field));
        assertThat(served.engine().snapshot().drill().number()).isZero();
    }

    @Test
    void aCalibrationIsRefusedWithEveryReason() {
        known().body("{'by':'alice','within':'PT1H','dry':true}".replace('\'', '"'))
                .post("/control/drill/calibrate")
                .then()
                .statusCode(409)
                .body("detail", containsString("lastwatt.battery.runtime-when-new"));
        assertThat(served.engine().snapshot().drill().number()).isZero();
    }

    @Test
    void aMemberOfACalibrationThatIsNotRightIsNamed() {
        known().body("{'by':'a','dry':'yes'}".replace('\'', '"'))
                .post("/control/drill/calibrate")
                .then()
                .statusCode(400)
                .body("field", equalTo("dry"));
        given().contentType("application/json")
                .body("{'by':'a'}".replace('\'', '"'))
                .post("/control/drill/calibrate")
                .then()
                .statusCode(401);
    }

    private RequestSpecification known() {
        return given().contentType("application/json")
                .header(
                        "Authorization",
                        "Bearer " + SecretFile.in(served.dataFolder()).read());
    }
}
