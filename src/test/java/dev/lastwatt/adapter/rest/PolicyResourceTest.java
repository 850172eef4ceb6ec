package dev.lastwatt.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.lastwatt.served.Callers;
import dev.lastwatt.served.ServedEngine;
import dev.lastwatt.served.WithServedEngine;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The policy over REST. */
@QuarkusTest
@Tag("served")
@TestProfile(WithServedEngine.class)
class PolicyResourceTest {

    private static final String POLICY = "/api/v1/policy";

    @Inject
    ServedEngine served;

    @BeforeEach
    void reset() {
        served.reset();
    }

    private RequestSpecification admin() {
        return Callers.admin(served);
    }

    private String tag() {
        return admin().get(POLICY).then().statusCode(200).extract().header("ETag");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private RequestSpecification change(String tag) {
        return admin().header("If-Match", tag).header("Reason", "a test");
    }

    private Response put(String tag, String yaml) {
        return change(tag).contentType("application/yaml").body(bytes(yaml)).put(POLICY);
    }

    @Test
    void whatIsPutIsInForceAndReadAsYamlAndAsJson() {
        put(tag(), "# ours\nreserve: 40s\n")
                .then()
                .statusCode(200)
                .header("ETag", startsWith("\"v"))
                .body("version.by", equalTo(Callers.ADMIN))
                .body("version.reason", equalTo("a test"))
                .body("means.after.fits", equalTo(true));
        assertThat(served.engine().snapshot().policy().reserve()).isEqualTo(Duration.ofSeconds(40));
        admin().accept("application/yaml").get(POLICY).then().body(equalTo("# ours\nreserve: 40s\n"));
        admin().accept("application/json").get(POLICY).then().body("reserve", equalTo("40s"));
    }

    @Test
    void whatWasReadAsJsonCanBePutBack() {
        put(tag(), "reserve: 41s\nguests:\n  - match: 'd*'\n    methods: [save]\n")
                .then()
                .statusCode(200);
        String json = admin().get(POLICY).asString();
        put(tag(), "reserve: 42s\n").then().statusCode(200);
        change(tag())
                .contentType("application/json")
                .body(json)
                .put(POLICY)
                .then()
                .statusCode(200);
        admin().get(POLICY).then().body("guests[0].match", equalTo("d*"));
    }

    @Test
    void aChangeWithoutTheVersionItIsMeantForIsRefused() {
        admin().header("Reason", "a test")
                .contentType("application/yaml")
                .body(bytes("reserve: 40s\n"))
                .put(POLICY)
                .then()
                .statusCode(428)
                .contentType(Problem.MEDIA_TYPE)
                .body("field", equalTo("If-Match"))
                .body("fix", containsString("GET /api/v1/policy"));
    }

    @Test
    void aChangeWithoutAReasonIsRefused() {
        admin().header("If-Match", tag())
                .contentType("application/yaml")
                .body(bytes("reserve: 40s\n"))
                .put(POLICY)
                .then()
                .statusCode(400)
                .body("field", equalTo("Reason"));
    }

    @Test
    void ofTwoWhoEditAtOnceOneWinsAndTheOtherIsToldWhatChanged() {
        String seen = tag();
        put(seen, "reserve: 43s\n").then().statusCode(200);
        put(seen, "reserve: 44s\n")
                .then()
                .statusCode(412)
                .body("type", equalTo("/problems/changed-meanwhile"))
                .body("detail", containsString("43 s"));
        assertThat(served.engine().snapshot().policy().reserve()).isEqualTo(Duration.ofSeconds(43));
    }

    @Test
    void aFieldThatDoesNotExistIsNamed() {
        put(tag(), "guests:\n  - match: a\n    method: [save]\n")
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/policy-refused"))
                .body("field", equalTo("guests[0].method"))
                .body("detail", containsString("methods"));
    }

    @Test
    void aliasesTagsAndBombsOfYamlAreRefused() {
        for (String hostile : new String[] {
            "reserve: &a 40s\nrideThrough: *a\n",
            "reserve: !!javax.script.ScriptEngineManager [x]\n",
            "a: &a [x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nguests: *c\n",
            "[".repeat(3000),
            "{a: ".repeat(3000)
        }) {
            put(tag(), hostile).then().statusCode(422);
        }
    }

    @Test
    void aPatchChangesSomeFields() {
        put(tag(), "reserve: 40s\nrideThrough: 20s\n").then().statusCode(200);
        change(tag())
                .contentType("application/merge-patch+json")
                .body("{\"reserve\": \"45s\"}")
                .patch(POLICY)
                .then()
                .statusCode(200)
                .body("means.changes", contains("reserve becomes 45 s, it was 40 s"));
        admin().get(POLICY).then().body("reserve", equalTo("45s")).body("rideThrough", equalTo("20s"));
    }

    @Test
    void aPreviewShowsTheBudgetBeforeAndAfterAndChangesNothing() {
        put(tag(), "reserve: 40s\n").then().statusCode(200);
        String before = tag();
        admin().contentType("application/yaml")
                .body(bytes("reserve: 50s\nguests:\n  - match: db\n    methods: [save]\n  - match: nobody*\n"))
                .post(POLICY + "/preview")
                .then()
                .statusCode(200)
                .body("changes", hasItem("reserve becomes 50 s, it was 40 s"))
                .body("warnings", hasItem(containsString("nobody*")))
                .body("before.needed", startsWith("PT"))
                .body("after.summary", containsString("needed"))
                .body("guests[0].after.method", equalTo("save"))
                .body("$", not(hasKey("risk")));
        assertThat(tag()).isEqualTo(before);
        assertThat(served.engine().snapshot().policy().reserve()).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void aPolicyThatNoLongerFitsTakesSomebodyWhoAcceptsTheRisk() {
        put(tag(), "reserve: 40s\n").then().statusCode(200);
        put(tag(), "reserve: 2h\n")
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/risk-not-accepted"))
                .body("field", equalTo("accept-risk"));
        change(tag())
                .contentType("application/yaml")
                .body(bytes("reserve: 2h\n"))
                .queryParam("accept-risk", "true")
                .put(POLICY)
                .then()
                .statusCode(200)
                .body("version.reason", equalTo("a test (risk accepted)"));
        put(tag(), "reserve: 40s\n").then().statusCode(200);
    }

    @Test
    void anEarlierVersionIsPutBackAsANewOne() {
        String first = put(tag(), "reserve: 46s\n")
                .then()
                .statusCode(200)
                .extract()
                .path("version.version")
                .toString();
        put(tag(), "reserve: 47s\n").then().statusCode(200);
        change(tag())
                .post(POLICY + "/versions/" + first + "/restore")
                .then()
                .statusCode(200)
                .body("version.version", greaterThan(Integer.parseInt(first) + 1));
        assertThat(served.engine().snapshot().policy().reserve()).isEqualTo(Duration.ofSeconds(46));
        admin().get(POLICY + "/versions/" + first).then().body("policy", equalTo("reserve: 46s\n"));
        admin().get(POLICY + "/versions/999999").then().statusCode(404);
        admin().get(POLICY + "/versions/first").then().statusCode(404);
    }

    @Test
    void versionsAreListedPageByPage() {
        put(tag(), "reserve: 48s\n").then().statusCode(200);
        put(tag(), "reserve: 49s\n").then().statusCode(200);
        int next = admin().get(POLICY + "/versions?limit=1").then().extract().path("next");
        admin().get(POLICY + "/versions?limit=1&before=" + next)
                .then()
                .body("versions[0].version", equalTo(next - 1))
                .body("versions[0].policy", nullValue());
        admin().get(POLICY + "/versions?limit=0").then().statusCode(400);
    }

    @Test
    void aRequestThatComesAgainWithItsKeyIsCarriedOutOnce() {
        String seen = tag();
        String first =
                keyed(seen, "reserve: 51s\n").then().statusCode(200).extract().asString();
        String again = keyed(seen, "reserve: 51s\n")
                .then()
                .statusCode(200)
                .header("Idempotency-Replayed", "true")
                .extract()
                .asString();
        assertThat(again).isEqualTo(first);
        keyed(seen, "reserve: 52s\n").then().statusCode(422).body("type", equalTo("/problems/key-used"));
    }

    private Response keyed(String tag, String yaml) {
        return change(tag)
                .header("Idempotency-Key", "once-51")
                .contentType("application/yaml")
                .body(bytes(yaml))
                .put(POLICY);
    }

    @Test
    void aRefusedRequestMayComeAgainWithItsKey() {
        RequestSpecification refused = admin().header("Reason", "a test").header("Idempotency-Key", "once-53");
        refused.contentType("application/yaml")
                .body(bytes("reserve: 53s\n"))
                .put(POLICY)
                .then()
                .statusCode(428);
        change(tag())
                .header("Idempotency-Key", "once-53")
                .contentType("application/yaml")
                .body(bytes("reserve: 53s\n"))
                .put(POLICY)
                .then()
                .statusCode(200);
    }

    @Test
    void whatAPathDoesNotTakeIsSaid() {
        admin().delete(POLICY).then().statusCode(405).header("Allow", containsString("PUT"));
        change(tag())
                .contentType("text/plain")
                .body(bytes("x"))
                .put(POLICY)
                .then()
                .statusCode(415);
    }
}
