package dev.lastwatt.adapter.control;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.port.AuditLog;
import dev.lastwatt.served.ServedEngine;
import dev.lastwatt.served.WithServedEngine;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@Tag("served")
@TestProfile(WithServedEngine.class)
class ControlChannelTest {

    private static final String GOOD = "{\"by\":\"alice\",\"reason\":\"the battery is new\"}";

    @Inject
    ServedEngine served;

    @Inject
    ControlGate gate;

    @Inject
    AuditLog audit;

    @BeforeEach
    void reset() {
        served.reset();
        gate.open();
    }

    @Test
    void whoKnowsTheSecretArmsAndDisarms() {
        known().body(GOOD).post("/control/arm").then().statusCode(200).body("arming", equalTo("armed"));
        Fact.ArmingChanged fact = served.memory().last(Fact.ArmingChanged.class).orElseThrow();
        assertThat(fact.by()).isEqualTo("alice");
        assertThat(fact.reason()).isEqualTo("the battery is new");
        known().body(Map.of("by", "bob", "reason", "work on the rack", "until", "2026-11-22T19:00:00+01:00"))
                .post("/control/disarm")
                .then()
                .statusCode(200)
                .body("arming", equalTo("observing"))
                .body("until", equalTo("2026-11-22T18:00:00Z"));
        known().get("/control/state").then().statusCode(200).body("arming", equalTo("observing"));
    }

    @Test
    void whoKnowsTheSecretHoldsAndEndsTheHold() {
        known().body(Map.of("by", "ann", "reason", "a generator is coming", "for", "PT45M"))
                .post("/control/hold")
                .then()
                .statusCode(200)
                .body("hold", containsString("ann: a generator is coming"));
        assertThat(served.memory().last(Fact.HoldChanged.class).orElseThrow().until())
                .isNotNull();
        assertThat(audit.after(0, 100_000))
                .last()
                .extracting(e -> e.act().act() + ": " + e.act().reason())
                .asString()
                .startsWith("hold until 2026-")
                .endsWith(": a generator is coming");
        known().body(Map.of("by", "ann", "reason", "it runs"))
                .post("/control/hold/end")
                .then()
                .statusCode(200)
                .body("hold", nullValue());
        for (String body : List.of(
                "{\"by\":\"ann\",\"reason\":\"why\"}",
                "{\"by\":\"ann\",\"reason\":\"why\",\"for\":\"PT25H\"}",
                "{\"by\":\"ann\",\"until\":\"2036-01-01T00:00:00Z\"}")) {
            known().body(body).post("/control/hold").then().statusCode(400);
        }
    }

    @Test
    void batteryThatWasReplacedIsJournaledAndShown() {
        known().body(Map.of("by", "alice", "on", "2026-11-01T00:00:00Z"))
                .post("/control/battery/replaced")
                .then()
                .statusCode(200)
                .body("lines[0]", containsString("2026-11-01"));
        assertThat(served.memory()
                        .last(Fact.BatteryReplaced.class)
                        .orElseThrow()
                        .by())
                .isEqualTo("alice");
        known().body("{}")
                .post("/control/battery")
                .then()
                .statusCode(200)
                .body("lines", hasItem(containsString("2026-11-01")));
        known().body(Map.of("by", "alice", "on", "2199-11-01T00:00:00Z"))
                .post("/control/battery/replaced")
                .then()
                .statusCode(400)
                .body("detail", containsString("'on'"));
        given().contentType("application/json")
                .body("{}")
                .post("/control/battery")
                .then()
                .statusCode(401);
    }

    @Test
    void samplesGoOutAndComeInInPiecesAllOrNone() {
        String line = "{\"guest\":\"11111111-1111-1111-1111-111111111111\",\"method\":\"shutdown\","
                + "\"at\":\"2026-08-02T02:00:00Z\",\"took\":\"PT21S\",\"ending\":\"stopped\","
                + "\"cause\":\"drill\",\"memoryBytes\":1024,\"others\":0,\"heartbeat\":\"ok\"}\n";
        piece("a", line.substring(0, 40), false).then().statusCode(200).body("added", equalTo(0));
        piece("a", line.substring(40), true).then().statusCode(200).body("added", equalTo(1));
        piece("b", line + "{}\n", true).then().statusCode(400).body("detail", startsWith("line 2: "));
        known().get("/control/samples").then().statusCode(200).body(equalTo(line));
        given().get("/control/samples").then().statusCode(401);
        given().get("/api/v1/samples")
                .then()
                .statusCode(200)
                .contentType("application/jsonl")
                .body(equalTo(line));
        given().get("/api/v1/samples?guest=nobody").then().statusCode(200).body(equalTo(""));
    }

    private Response piece(String file, String text, boolean last) {
        return known().contentType("text/plain").body(text).post("/control/samples?file=" + file + "&last=" + last);
    }

    @Test
    void whoDoesNotKnowTheSecretChangesNothing() {
        String secret = secret();
        for (String header : new String[] {
            "",
            "Bearer",
            "Bearer ",
            "Bearer " + secret.substring(1),
            "Bearer " + secret + "x",
            "Basic " + secret,
            secret
        }) {
            RequestSpecification request =
                    given().contentType("application/json").body(GOOD);
            if (!header.isEmpty()) {
                request.header("Authorization", header);
            }
            request.post("/control/arm")
                    .then()
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .header("WWW-Authenticate", startsWith("Bearer"));
        }
        given().get("/control/state").then().statusCode(401);
        assertThat(served.engine().snapshot().arming().armed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'by':'a','reason':'b','untill':'2030-01-01T00:00:00Z'}|untill",
                "{'by':'a'}|reason",
                "{'by':'a','reason':'  '}|reason",
                "{'by':'a','reason':7}|reason",
                "{'by':null,'reason':'b'}|by",
                "{'reason':'b'}|by",
                "{'by':'a','reason':'two\\nlines'}|reason",
                "{'by':'a','reason':'b','until':'tomorrow'}|until",
                "{'by':'a','reason':'b','until':null}|until",
                "{'by':'a','reason':'b','for':'two hours'}|for",
                "{'by':'a','reason':'b','for':'-PT1H'}|for",
                "{'by':'a','reason':'b','for':'PT1H','until':'2030-01-01T00:00:00Z'}|for",
                "{'by':'a','reason':'b','until':'2026-11-22T17:00:00Z'}|until"
            })
    void aMemberThatIsNotRightIsNamedAndNothingIsDone(String body, String field) {
        long before = served.memory().after(0, 100_000).size();
        known().body(body.replace('\'', '"'))
                .post("/control/disarm")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("field", equalTo(field))
                .body("fix", containsString(" "));
        assertThat(served.memory().after(0, 100_000)).hasSize((int) before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "\"arm\"",
                "{",
                "{\"by\":\"a\",\"by\":\"b\",\"reason\":\"c\"}",
                "{\"by\":\"a\",\"reason\":\"c\"} {}"
            })
    void whatIsNotOneJsonObjectIsRefused(String body) {
        known().body(body).post("/control/arm").then().statusCode(400).contentType("application/problem+json");
        assertThat(served.engine().snapshot().arming().armed()).isFalse();
    }

    @Test
    void untilIsNoMemberOfArming() {
        known().body("{\"by\":\"a\",\"reason\":\"b\",\"until\":\"2030-01-01T00:00:00Z\"}")
                .post("/control/arm")
                .then()
                .statusCode(400)
                .body("field", equalTo("until"));
    }

    @Test
    void anOversizedCommandIsRefused() {
        String reason = "x".repeat(Command.MOST_BYTES);
        known().body(Map.of("by", "a", "reason", reason))
                .post("/control/arm")
                .then()
                .statusCode(413);
        known().body(Map.of("by", "a", "reason", reason.repeat(8)))
                .post("/control/arm")
                .then()
                .statusCode(413);
        assertThat(served.engine().snapshot().arming().armed()).isFalse();
    }

    @Test
    void anotherMediaTypeIsRefused() {
        given().header("Authorization", "Bearer " + secret())
                .contentType("text/plain")
                .body(GOOD)
                .post("/control/arm")
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
    }

    @Test
    void aCommandThatTheServiceDoesNotTakeInTimeSaysSo() {
        known().body("{\"by\":\"a\",\"reason\":\"while the engine hangs\"}")
                .post("/control/arm")
                .then()
                .statusCode(503)
                .body("detail", containsString("did not take the command"));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,true",
        "127.3.2.1,true",
        "::1,true",
        "0:0:0:0:0:0:0:1,true",
        "::ffff:127.0.0.1,true",
        "192.168.1.4,false",
        "0.0.0.0,false",
        "fe80::1%eth0,false",
        "localhost,false",
        ",false"
    })
    void onlyLoopbackPeersAreLetIn(String peer, boolean admitted) {
        assertThat(ControlGate.isLoopback(peer)).isEqualTo(admitted);
    }

    private RequestSpecification known() {
        return given().header("Authorization", "Bearer " + secret()).contentType("application/json");
    }

    private String secret() {
        return SecretFile.in(served.dataFolder()).read();
    }
}
