package dev.lastwatt.adapter.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.lastwatt.served.ServedEngine;
import dev.lastwatt.served.WithServedEngine;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("served")
@TestProfile(WithServedEngine.class)
class ProblemsTest {

    @Inject
    ServedEngine served;

    @BeforeEach
    void reset() {
        served.reset();
    }

    @Test
    void nothingAtThePathIsAProblem() {
        for (String path : List.of("/api/v1/nothing", "/api/v2/status", "/nothing", "/", "/control/nothing")) {
            given().get(path)
                    .then()
                    .statusCode(404)
                    .contentType("application/problem+json")
                    .body("status", equalTo(404))
                    .body("instance", equalTo(path));
        }
    }

    @Test
    void anotherMethodIsAProblemThatNamesTheOnesItTakes() {
        for (String path : List.of("status", "ups", "guests", "plan", "budget", "journal", "events")) {
            given().body("{}")
                    .contentType("application/json")
                    .post("/api/v1/" + path)
                    .then()
                    .statusCode(405)
                    .contentType("application/problem+json")
                    .header("Allow", containsString("GET"));
        }
    }

    @Test
    void aCommandCannotBeLookedAt() {
        given().get("/control/arm")
                .then()
                .statusCode(405)
                .contentType("application/problem+json")
                .header("Allow", equalTo("POST"));
    }

    @Test
    void anotherMediaTypeIsAProblem() {
        given().accept("application/xml")
                .get("/api/v1/status")
                .then()
                .statusCode(406)
                .contentType("application/problem+json");
    }

    @Test
    void aFailureInsideIsAProblemThatShowsNothingOfTheInside() {
        served.memory().setReadable(false);
        given().get("/api/v1/journal")
                .then()
                .statusCode(500)
                .contentType("application/problem+json")
                .body(not(containsString("secret words")))
                .body(not(containsString("Exception")))
                .body(not(containsString("dev.lastwatt")));
    }

    @Test
    void everyKindOfProblemIsExplainedAtTheAddressThatNamesIt() {
        for (ProblemType type : ProblemType.values()) {
            given().get(type.uri()).then().statusCode(200).body(containsString(type.explanation()));
        }
    }

    @Test
    void everyAnswerCarriesTheHeadersThatKeepItInItsPlace() {
        for (String path : List.of("/api/v1/status", "/api/v1/nothing", "/health/live", "/metrics", "/openapi")) {
            given().get(path)
                    .then()
                    .header("X-Content-Type-Options", equalTo("nosniff"))
                    .header("Cache-Control", equalTo("no-store"))
                    .header("Content-Security-Policy", containsString("frame-ancestors 'none'"));
        }
    }

    @Test
    void aNameOfTheInternetThatPointsHereIsRefusedEverywhere() {
        for (String path : List.of("/api/v1/status", "/health/ready", "/metrics", "/control/state", "/openapi", "/")) {
            given().header("Host", "evil.example:" + RestAssured.port)
                    .get(path)
                    .then()
                    .statusCode(421)
                    .contentType("application/problem+json")
                    .body("type", equalTo("/problems/wrong-host"));
        }
    }

    @Test
    void aRequestWithoutAHostIsRefused() {
        assertThat(raw("GET /api/v1/status HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.0 421");
    }

    @Test
    void hugeHeadersAndLinesAreRefused() {
        assertThat(raw("GET /api/v1/status?" + "a".repeat(5_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .contains(" 414 ");
        assertThat(raw("GET /api/v1/status HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "a".repeat(10_000) + "\r\n\r\n"))
                .contains(" 431 ");
    }

    private String raw(String request) {
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            byte[] answer = socket.getInputStream().readNBytes(64);
            return new String(answer, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
