package dev.lastwatt.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.JournalEntry;
import dev.lastwatt.core.journal.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class FactCodecTest {

    private static final Instant AT = Instant.parse("2026-11-22T17:03:12.5Z");

    private final FactCodec codec = new FactCodec();

    private StoredFact stored(String type, String json) {
        return new StoredFact(7, type, AT, null, json);
    }

    @Test
    void everyKindOfFactComesBackAsItWas() throws ReflectiveOperationException {
        RandomFacts facts = new RandomFacts(20261122);
        assertThat(RandomFacts.kinds()).hasSizeGreaterThanOrEqualTo(15);
        for (Class<? extends Fact> kind : RandomFacts.kinds()) {
            for (int i = 0; i < 50; i++) {
                Fact fact = facts.next(kind);
                assertThat(codec.decode(codec.encode(i + 1, fact))).contains(new JournalEntry(i + 1, fact));
            }
        }
    }

    @Test
    void everyKindIsNamedAfterItsRecord() {
        for (Class<? extends Fact> kind : RandomFacts.kinds()) {
            String name =
                    kind.getSimpleName().replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            assertThat(FactCodec.namesOf(kind)).containsExactly(name);
        }
    }

    @Test
    void theFormOfTheFileStaysAsItIs() {
        Fact fact = new Fact.StopRequested(
                AT,
                new RunId("20261122-170312"),
                GuestId.of("6f9619ff-8b86-d011-b42d-00cf4fc964ff"),
                "db1",
                StopMethod.TURN_OFF,
                AT.plusSeconds(30),
                AT.plusSeconds(90),
                "hangs");
        StoredFact stored = codec.encode(3, fact);
        assertThat(stored.type()).isEqualTo("stop-requested");
        assertThat(stored.run()).isEqualTo("20261122-170312");
        assertThat(stored.fact())
                .isEqualTo("{\"at\":\"2026-11-22T17:03:12.500Z\",\"run\":\"20261122-170312\","
                        + "\"guest\":\"6f9619ff-8b86-d011-b42d-00cf4fc964ff\",\"name\":\"db1\",\"method\":\"turn-off\","
                        + "\"expectedEnd\":\"2026-11-22T17:03:42.500Z\",\"worstEnd\":\"2026-11-22T17:04:42.500Z\","
                        + "\"why\":\"hangs\"}");
    }

    @Test
    void durationsAreIso8601() {
        Fact fact = new Fact.GuestUp(
                AT,
                new RunId("20261122-170312"),
                GuestId.of("6f9619ff-8b86-d011-b42d-00cf4fc964ff"),
                "db1",
                Duration.ofMillis(61_500));
        assertThat(codec.encode(3, fact).fact()).contains("\"took\":\"PT1M1.5S\"");
    }

    @Test
    void aKindOfANewerVersionIsLeftOut() {
        assertThat(codec.decode(stored("generator-started", "{\"at\":\"2026-11-22T17:03:12Z\"}")))
                .isEmpty();
    }

    @Test
    void aMemberOfANewerVersionIsPassedOver() {
        assertThat(codec.decode(
                        stored("noted", "{\"at\":\"2026-11-22T17:03:12.5Z\",\"text\":\"a\",\"colour\":{\"r\":1}}")))
                .contains(new JournalEntry(7, new Fact.Noted(AT, null, "a")));
    }

    @Test
    void aStateOfANewerVersionIsUnknown() {
        assertThat(codec.decode(stored(
                        "guest-down",
                        "{\"at\":\"2026-11-22T17:03:12.5Z\",\"run\":\"1\",\"guest\":\"6f9619ff-8b86-d011-b42d-00cf4fc964ff\","
                                + "\"name\":\"db1\",\"state\":\"FROZEN\"}")))
                .hasValueSatisfying(entry ->
                        assertThat(((Fact.GuestDown) entry.fact()).state()).isEqualTo(GuestState.UNKNOWN));
    }

    @Test
    void whatLacksAMemberOrMakesNoSenseIsLeftOut() {
        assertThat(codec.decode(stored("noted", "{\"at\":\"2026-11-22T17:03:12Z\"}")))
                .isEmpty();
        assertThat(codec.decode(stored("noted", "{\"text\":\"a\"}"))).isEmpty();
        assertThat(codec.decode(stored("noted", "null"))).isEmpty();
        assertThat(codec.decode(stored("noted", "{\"at\":"))).isEmpty();
        assertThat(codec.decode(stored("noted", "[]"))).isEmpty();
        assertThat(codec.decode(stored("run-ended", "{\"at\":\"2026-11-22T17:03:12Z\",\"run\":\"x y\"}")))
                .isEmpty();
        assertThat(codec.decode(stored(
                        "host-shutdown-answered", "{\"at\":\"2026-11-22T17:03:12Z\",\"run\":\"1\",\"detail\":\"\"}")))
                .isEmpty();
    }
}
