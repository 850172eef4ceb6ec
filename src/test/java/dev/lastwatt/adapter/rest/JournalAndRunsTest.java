package dev.lastwatt.adapter.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.Phase;
import dev.lastwatt.core.journal.RunId;
import dev.lastwatt.core.journal.RunOutcome;
import dev.lastwatt.fake.MemoryJournal;
import dev.lastwatt.served.ServedEngine;
import dev.lastwatt.served.WithServedEngine;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("served")
@TestProfile(WithServedEngine.class)
class JournalAndRunsTest {

    private static final Instant T = Instant.parse("2026-11-20T03:00:00.123456789Z");

    @Inject
    ServedEngine served;

    @BeforeEach
    void reset() {
        served.reset();
    }

    @Test
    void aRunIsToldAsATimelinePerGuest() {
        RunId run = new RunId("20261120-030000");
        journalOf(run);
        given().get("/api/v1/runs/" + run)
                .then()
                .statusCode(200)
                .body("run.outcome", equalTo("cancelled"))
                .body("run.cause", equalTo("the latest start has come"))
                .body("powerFailedAt", equalTo("2026-11-20T02:59:00.123Z"))
                .body("phases.phase", contains("stopping", "recovering"))
                .body("guests", hasSize(1))
                .body("guests[0].name", equalTo("db"))
                .body("guests[0].stops.method", contains("shutdown", "save"))
                .body("guests[0].stops.answer", contains("refused", "accepted"))
                .body("guests[0].downState", equalTo("saved"))
                .body("guests[0].took", equalTo("PT41.5S"))
                .body("guests[0].starts[0].answer", equalTo("accepted"))
                .body("guests[0].startTook", equalTo("PT20S"))
                .body("guests[0]", not(hasKey("givenUp")));
        given().get("/api/v1/runs")
                .then()
                .statusCode(200)
                .body("runs.id", hasItem("20261120-030000"))
                .body("runs.outcome", hasItem("cancelled"));
    }

    @Test
    void aRunThatDoesNotExistIsNotFoundWhateverItsIdLooksLike() {
        for (String id : List.of("20200101-000000", "nonsense", "..%2f..")) {
            given().urlEncodingEnabled(false)
                    .get("/api/v1/runs/" + id)
                    .then()
                    .statusCode(404)
                    .contentType("application/problem+json");
        }
        given().get("/api/v1/runs/nonsense").then().body("type", equalTo("/problems/no-such-run"));
    }

    @Test
    void theJournalIsReadPageByPageWithoutLossOrRepetition() {
        MemoryJournal journal = served.memory();
        for (int i = 0; i < 7; i++) {
            journal.append(new Fact.Noted(T, null, "note " + i));
        }
        List<Integer> seen = new ArrayList<>();
        String path = "/api/v1/journal?limit=3";
        while (path != null) {
            var response = given().get(path).then().statusCode(200).extract();
            seen.addAll(response.jsonPath().getList("entries.sequence", Integer.class));
            String link = response.header("Link");
            path = link == null ? null : link.substring(1, link.indexOf('>'));
            assertThat(link == null || link.endsWith("; rel=\"next\"")).isTrue();
        }
        int size = journal.after(0, 10_000).size();
        assertThat(seen).hasSize(size).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void anEntryNamesItsTypeAndItsFields() {
        long before = served.memory().append(new Fact.Noted(T, null, "before")).sequence();
        served.memory()
                .append(new Fact.ArmingChanged(T, false, T.plusSeconds(60), "alice", "battery is being replaced"));
        given().get("/api/v1/journal?after=" + before)
                .then()
                .body("entries[0].type", equalTo("arming-changed"))
                .body("entries[0].at", equalTo("2026-11-20T03:00:00.123Z"))
                .body("entries[0].text", equalTo("battery is being replaced"))
                .body("entries[0].details.armed", equalTo(false))
                .body("entries[0].details.until", equalTo("2026-11-20T03:01:00.123Z"))
                .body("entries[0].details.by", equalTo("alice"))
                .body("entries[0].run", nullValue());
    }

    @Test
    void aParameterThatIsNotValidIsNamedWithItsFix() {
        for (String query : List.of("limit=0", "limit=501", "limit=ten", "after=-1", "after=99999999999999999999")) {
            given().get("/api/v1/journal?" + query)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("type", equalTo("/problems/invalid-parameter"))
                    .body("field", equalTo(query.substring(0, query.indexOf('='))))
                    .body("fix", not(nullValue()));
        }
    }

    private void journalOf(RunId run) {
        MemoryJournal journal = served.memory();
        journal.append(new Fact.RunBegan(T, run, "boot-0", T.minusSeconds(60), "the latest start has come"));
        journal.append(new Fact.PhaseEntered(T, run, Phase.STOPPING, "the latest start has come"));
        requested(run, StopMethod.SHUTDOWN, T);
        journal.append(new Fact.StopAnswered(
                T.plusSeconds(1), run, ServedEngine.DB, "db", StopMethod.SHUTDOWN, "refused", "NO_SERVICE: no"));
        requested(run, StopMethod.SAVE, T.plusSeconds(2));
        journal.append(
                new Fact.StopAnswered(T.plusSeconds(3), run, ServedEngine.DB, "db", StopMethod.SAVE, "accepted", ""));
        journal.append(new Fact.GuestDown(
                T.plusSeconds(44), run, ServedEngine.DB, "db", GuestState.SAVED, Duration.ofMillis(41_500)));
        journal.append(new Fact.PhaseEntered(T.plusSeconds(50), run, Phase.RECOVERING, "the mains are back"));
        journal.append(new Fact.StartRequested(T.plusSeconds(60), run, ServedEngine.DB, "db"));
        journal.append(new Fact.StartAnswered(T.plusSeconds(61), run, ServedEngine.DB, "db", "accepted", ""));
        journal.append(new Fact.GuestUp(T.plusSeconds(80), run, ServedEngine.DB, "db", Duration.ofSeconds(20)));
        journal.append(new Fact.RunEnded(T.plusSeconds(81), run, RunOutcome.CANCELLED, "the mains returned"));
    }

    private void requested(RunId run, StopMethod method, Instant at) {
        served.memory()
                .append(new Fact.StopRequested(
                        at, run, ServedEngine.DB, "db", method, at.plusSeconds(30), at.plusSeconds(60), "its time"));
    }
}
