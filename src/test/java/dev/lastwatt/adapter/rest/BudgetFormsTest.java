package dev.lastwatt.adapter.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import dev.lastwatt.served.ServedEngine;
import dev.lastwatt.served.WithServedEngine;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("served")
@TestProfile(WithServedEngine.class)
class BudgetFormsTest {

    @Inject
    ServedEngine served;

    @BeforeEach
    void begin() {
        served.reset();
    }

    @Test
    void jsonIsWhatComesWithoutAWish() {
        for (String accept : new String[] {"*/*", "application/json"}) {
            given().accept(accept)
                    .get("/api/v1/budget")
                    .then()
                    .statusCode(200)
                    .contentType("application/json")
                    .header("Vary", "Accept")
                    .body("fits", equalTo(true))
                    .body("verdict", equalTo("unknown"))
                    .body("doubts[0]", startsWith("most stop times were never measured (1 of 1)"))
                    .body("aged.lowerBound", startsWith("PT"))
                    .body("stops", hasSize(1))
                    .body("stops[0].name", equalTo("db"))
                    .body("stops[0].p99", startsWith("PT"))
                    .body("stops[0].critical", equalTo(true))
                    .body("limits.savesPerVolume", equalTo(1))
                    .body("times.commitPoint", startsWith("2026-"));
        }
    }

    @Test
    void aBrowserGetsThePageWithItsPolicy() {
        given().accept("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
                .get("/api/v1/budget")
                .then()
                .statusCode(200)
                .contentType("text/html;charset=UTF-8")
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .body(containsString("Would we make it today?"));
    }

    @Test
    void aSpreadsheetGetsALineAGuest() {
        String csv = given().accept("text/csv")
                .get("/api/v1/budget")
                .then()
                .statusCode(200)
                .contentType("text/csv;charset=UTF-8")
                .extract()
                .asString();
        assertThat(csv.split("\r\n", -1)).hasSize(3);
        assertThat(csv).startsWith("guest,name,method,timeout,").contains("\r\n" + ServedEngine.DB + ",db,shutdown,");
    }

    @Test
    void aTerminalGetsText() {
        given().accept("text/plain")
                .get("/api/v1/budget")
                .then()
                .statusCode(200)
                .contentType("text/plain;charset=UTF-8")
                .body(startsWith("Lastwatt budget of host-1"));
    }

    @Test
    void whoWantsSomethingElseIsTold() {
        given().accept("image/png").get("/api/v1/budget").then().statusCode(406);
    }
}
