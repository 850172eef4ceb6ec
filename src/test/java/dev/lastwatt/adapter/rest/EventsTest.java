package dev.lastwatt.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.power.StatusFlag;
import dev.lastwatt.served.ServedEngine;
import dev.lastwatt.served.WithServedEngine;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("served")
@TestProfile(WithServedEngine.class)
class EventsTest {

    @Inject
    ServedEngine served;

    @Inject
    EventsResource events;

    private final List<EventClient> clients = new ArrayList<>();

    @BeforeEach
    void reset() {
        served.reset();
    }

    @AfterEach
    void everyStreamIsGivenBack() {
        clients.forEach(EventClient::close);
        await().untilAsserted(() -> assertThat(events.openStreams()).isZero());
    }

    @Test
    void aNewStreamBeginsWithTheStatusAndThenTellsWhatHappensFromThenOn() throws Exception {
        long last = note("before");
        EventClient client = open(null);
        await().untilAsserted(() -> assertThat(client.values("event")).contains("status"));
        long next = note("after");
        await().untilAsserted(() -> assertThat(client.values("id")).containsExactly(Long.toString(next)));
        assertThat(next).isEqualTo(last + 1);
        assertThat(client.contentType()).startsWith("text/event-stream");
        assertThat(client.values("event")).containsExactly("status", "noted");
        assertThat(client.values("data").get(1)).contains("\"text\":\"after\"", "\"type\":\"noted\"");
    }

    @Test
    void aClientThatComesBackMissesNothingAndSeesNothingTwice() throws Exception {
        long seen = note("seen");
        List<String> missed = new ArrayList<>();
        for (int i = 0; i < 1200; i++) {
            missed.add(Long.toString(note("missed " + i)));
        }
        EventClient client = open(Long.toString(seen));
        await().untilAsserted(() -> assertThat(client.values("id")).hasSizeGreaterThanOrEqualTo(1200));
        missed.add(Long.toString(note("and on")));
        await().untilAsserted(() -> assertThat(client.values("id")).hasSizeGreaterThanOrEqualTo(1201));
        assertThat(client.values("id")).isEqualTo(missed);
    }

    @Test
    void aBrowserMayNameThePlaceInTheQuery() throws Exception {
        long seen = note("seen");
        long next = note("next");
        EventClient client = EventClient.open(uri("?after=" + seen), null);
        clients.add(client);
        await().untilAsserted(() -> assertThat(client.values("id")).containsExactly(Long.toString(next)));
    }

    @Test
    void aPlaceBeyondTheEndCountsAsTheEnd() throws Exception {
        EventClient client = open("999999999");
        await().untilAsserted(() -> assertThat(client.values("event")).contains("status"));
        long next = note("next");
        await().untilAsserted(() -> assertThat(client.values("id")).containsExactly(Long.toString(next)));
    }

    @Test
    void silenceIsBrokenByComments() throws Exception {
        EventClient client = open(null);
        await().untilAsserted(() -> assertThat(client.values("")).contains("alive"));
    }

    @Test
    void aChangeOfPowerOrArmingIsTold() throws Exception {
        EventClient client = open(null);
        await().untilAsserted(() -> assertThat(client.values("event")).containsOnly("status"));
        served.readings(StatusFlag.OB);
        await().untilAsserted(() -> assertThat(client.values("data"))
                .anyMatch(d -> d.contains("\"state\":\"on battery\"") && d.contains("\"phase\"")));
    }

    @Test
    void theNumberOfStreamsIsBoundedAndALeavingClientMakesRoom() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(open(null).status()).isEqualTo(200);
        }
        EventClient tooMany = open(null);
        assertThat(tooMany.status()).isEqualTo(503);
        assertThat(tooMany.contentType()).startsWith("application/problem+json");
        clients.get(0).close();
        await().untilAsserted(() -> assertThat(events.openStreams()).isEqualTo(2));
        assertThat(open(null).status()).isEqualTo(200);
    }

    @Test
    void aPlaceThatIsNotOneIsAProblemAndTakesNoStream() throws Exception {
        EventClient client = open("yesterday");
        assertThat(client.status()).isEqualTo(400);
        await().untilAsserted(() ->
                assertThat(client.lines().toString() + client.contentType()).contains("application/problem+json"));
    }

    @Test
    void aStreamWhoseJournalCannotBeReadEndsAndIsGivenBack() throws Exception {
        open(null);
        await().untilAsserted(() -> assertThat(events.openStreams()).isEqualTo(1));
        served.memory().setReadable(false);
        await().untilAsserted(() -> assertThat(events.openStreams()).isZero());
        served.memory().setReadable(true);
    }

    private EventClient open(@Nullable String lastEventId) throws Exception {
        EventClient client = EventClient.open(uri(""), lastEventId);
        clients.add(client);
        return client;
    }

    private static URI uri(String query) {
        return URI.create("http://127.0.0.1:" + RestAssured.port + "/api/v1/events" + query);
    }

    private long note(String text) {
        return served.memory()
                .append(new Fact.Noted(ServedEngine.START, null, text))
                .sequence();
    }
}
