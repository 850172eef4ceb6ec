package dev.lastwatt.adapter.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.lastwatt.core.power.StatusFlag;
import dev.lastwatt.served.ServedEngine;
import dev.lastwatt.served.WithServedEngine;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("served")
@TestProfile(WithServedEngine.class)
class ApiTest {

    @Inject
    ServedEngine served;

    @BeforeEach
    void reset() {
        served.reset();
    }

    @Test
    void statusTellsPhasePowerArmingRuntimeBudgetAndVersions() {
        given().get("/api/v1/status")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("at", equalTo("2026-11-22T17:00:10Z"))
                .body("phase", equalTo("on line"))
                .body("power.state", equalTo("on line"))
                .body("power", not(hasKey("onBatterySince")))
                .body("arming.state", equalTo("observing"))
                .body("remaining.lowerBound", startsWith("PT"))
                .body("remaining.because", not(nullValue()))
                .body("budget.fits", equalTo(true))
                .body("budget.summary", startsWith("fits with "))
                .body("hypervisor.reachable", equalTo(true))
                .body("service.version", equalTo("1.2.3-test"))
                .body("service.bootId", equalTo("boot-1"));
    }

    @Test
    void aFailureOfTheMainsIsOnTheApiWithThePlanOfTheNextReading() {
        served.readings(StatusFlag.OB, StatusFlag.DISCHRG);
        given().get("/api/v1/status")
                .then()
                .body("power.state", equalTo("on battery"))
                .body("power.onBatterySince", equalTo("2026-11-22T17:00:11Z"));
        given().get("/api/v1/plan").then().statusCode(200).body("powerFailedAt", equalTo("2026-11-22T17:00:11Z"));
    }

    @Test
    void upsTellsTheReadingWithItsAgeAndLeavesOutWhatTheDeviceDoesNotSay() {
        served.silence(Duration.ofMillis(5500));
        given().get("/api/v1/ups")
                .then()
                .statusCode(200)
                .body("source", equalTo("simulated://bench"))
                .body("contact.state", equalTo("answered"))
                .body("reading.status", contains("OL"))
                .body("reading.chargePercent", equalTo(90.0f))
                .body("reading.runtime", equalTo("PT20M"))
                .body("reading.age", equalTo("PT5.5S"))
                .body("reading.fresh", equalTo(false))
                .body("reading", not(hasKey("loadWatts")));
    }

    @Test
    void guestsTellTheInventoryWithThePlanOfTheRunningOnes() {
        given().get("/api/v1/guests")
                .then()
                .statusCode(200)
                .body("host", equalTo("host-1"))
                .body("guests", hasSize(2))
                .body("guests[0].id", equalTo(ServedEngine.DB.toString()))
                .body("guests[0].state", equalTo("running"))
                .body("guests[0].plan.method", equalTo("shutdown"))
                .body("guests[0].plan.slack", startsWith("PT"))
                .body("guests[0].plan.stopTime.upper", startsWith("PT"))
                .body("guests[1].state", equalTo("off"))
                .body("guests[1]", not(hasKey("plan")))
                .body("volumes[0].name", equalTo("D:"));
    }

    @Test
    void thePlanHasAnEtagAndIsNotSentTwice() {
        String tag = given().get("/api/v1/plan")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("stops[0].name", equalTo("db"))
                .body("commitPoint", not(nullValue()))
                .body("hardLimit", not(nullValue()))
                .extract()
                .header("ETag");
        given().header("If-None-Match", tag).get("/api/v1/plan").then().statusCode(304);
        served.readings(StatusFlag.OL);
        given().header("If-None-Match", tag).get("/api/v1/plan").then().statusCode(200);
    }

    @Test
    void theBudgetAddsUp() {
        var json =
                given().get("/api/v1/budget").then().statusCode(200).extract().jsonPath();
        Duration needed = Duration.parse(json.getString("needed"));
        Duration sum = Duration.parse(json.getString("guests"))
                .plus(Duration.parse(json.getString("host")))
                .plus(Duration.parse(json.getString("reserve")));
        assertThat(needed).isEqualTo(sum);
        assertThat(Duration.parse(json.getString("margin")))
                .isEqualTo(Duration.parse(json.getString("available")).minus(needed));
    }

    @Test
    void whatIsNotKnownYetIsAProblemThatSaysWhereToLook() {
        served.resetToNothingKnown();
        for (String path : new String[] {"/api/v1/guests", "/api/v1/plan", "/api/v1/budget"}) {
            given().get(path)
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", "5")
                    .body("type", equalTo("/problems/not-known-yet"))
                    .body("instance", equalTo(path));
        }
        given().get("/api/v1/status").then().statusCode(200).body("$", not(hasKey("budget")));
        given().get("/api/v1/ups").then().statusCode(200).body("contact.state", equalTo("not asked yet"));
    }

    @Test
    void whichRuleCountsForAGuestIsExplained() {
        given().queryParam("guest", "*")
                .get("/api/v1/policy/explanation")
                .then()
                .statusCode(200)
                .body("[0]", hasKey("says"))
                .body("[0]", hasKey("rules"));
        given().queryParam("guest", "nobody")
                .get("/api/v1/policy/explanation")
                .then()
                .statusCode(200)
                .body("", hasSize(0));
        given().get("/api/v1/policy/explanation")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("field", equalTo("guest"));
    }
}
