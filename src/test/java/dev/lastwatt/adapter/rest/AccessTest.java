package dev.lastwatt.adapter.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.lastwatt.port.Role;
import dev.lastwatt.served.Callers;
import dev.lastwatt.served.ServedEngine;
import dev.lastwatt.served.WithServedEngine;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who may do what over REST. */
@QuarkusTest
@Tag("served")
@TestProfile(WithServedEngine.class)
class AccessTest {

    /** Method, path, and the least role. */
    private static final List<String[]> CHANGES = List.of(
            new String[] {"PUT", "/api/v1/policy", "admin"},
            new String[] {"PATCH", "/api/v1/policy", "admin"},
            new String[] {"POST", "/api/v1/policy/versions/1/restore", "admin"},
            new String[] {"POST", "/api/v1/arm", "operator"},
            new String[] {"POST", "/api/v1/disarm", "operator"},
            new String[] {"POST", "/api/v1/hold", "operator"},
            new String[] {"POST", "/api/v1/hold/end", "operator"},
            new String[] {"POST", "/api/v1/drills", "operator"},
            new String[] {"POST", "/api/v1/drills/current/cancellation", "operator"},
            new String[] {"POST", "/api/v1/runs", "operator"},
            new String[] {"POST", "/api/v1/runs/20261122-170000/cancellation", "operator"});

    @Inject
    ServedEngine served;

    @BeforeEach
    void reset() {
        served.reset();
    }

    private static RequestSpecification with(RequestSpecification caller) {
        return caller.contentType("application/json").body("{}");
    }

    @Test
    void nothingIsChangedWithoutAToken() {
        String before = state();
        for (String[] change : CHANGES) {
            with(given())
                    .request(change[0], change[1])
                    .then()
                    .statusCode(401)
                    .contentType(Problem.MEDIA_TYPE)
                    .header("WWW-Authenticate", "Bearer")
                    .body("type", equalTo("/problems/no-token"))
                    .body("fix", containsString("token create"));
        }
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void aViewerDoesNotDoTheWorkOfAnOperatorNorAnOperatorThatOfAnAdmin() {
        String before = state();
        for (String[] change : CHANGES) {
            with(Callers.viewer(served))
                    .request(change[0], change[1])
                    .then()
                    .statusCode(403)
                    .body("type", equalTo("/problems/role-too-low"))
                    .body("detail", containsString(change[2]));
            if (change[2].equals("admin")) {
                with(Callers.operator(served))
                        .request(change[0], change[1])
                        .then()
                        .statusCode(403);
            }
        }
        assertThat(state()).isEqualTo(before);
    }

    private String state() {
        return given().get("/api/v1/policy").header("ETag")
                + given().get("/api/v1/arming").header("ETag")
                + given().get("/api/v1/drills/current").header("ETag");
    }

    @Test
    void aTokenThatIsWrongExpiredOrRevokedIsRefusedAlsoForReading() {
        String expired =
                served.tokens().create("late", Role.ADMIN, ServedEngine.START.plusSeconds(10), ServedEngine.START);
        String revoked = served.tokens().create("gone", Role.ADMIN, null, ServedEngine.START);
        served.tokens().revoke("gone");
        for (String wrong : List.of("Bearer " + expired, "Bearer " + revoked, "Bearer x", "Basic YTpi", "Bearer ")) {
            given().header("Authorization", wrong)
                    .get("/api/v1/status")
                    .then()
                    .statusCode(401)
                    .body("detail", containsString("wrong"));
        }
        served.tokens().revoke("late");
    }

    @Test
    void readingOnLoopbackTakesNoToken() {
        for (String path : List.of("status", "plan", "budget", "policy", "policy/versions", "arming", "runs")) {
            given().get("/api/v1/" + path).then().statusCode(200);
        }
    }

    @Test
    void whoGuessesIsLockedOutAndTheHostsCommandLineIsNot() {
        // Later than any other test, which so know nothing of it.
        served.silence(Duration.ofDays(1));
        for (int i = 0; i < 200; i++) {
            given().header("Authorization", "Bearer guess-" + i)
                    .get("/api/v1/status")
                    .then()
                    .statusCode(i < 10 ? 401 : 429);
        }
        Callers.admin(served)
                .get("/api/v1/status")
                .then()
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .body("type", equalTo("/problems/locked-out"));
        given().get("/control/state").then().statusCode(401);
        served.silence(Duration.ofMinutes(6));
        Callers.admin(served).get("/api/v1/status").then().statusCode(200);
    }
}
