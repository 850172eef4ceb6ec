package dev.lastwatt.adapter.ups.apcupsd;

import static dev.lastwatt.adapter.ups.SourceAnswers.assertMissing;
import static dev.lastwatt.adapter.ups.SourceAnswers.reading;
import static dev.lastwatt.adapter.ups.apcupsd.NisScript.END;
import static dev.lastwatt.adapter.ups.apcupsd.NisScript.frames;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.adapter.ups.wire.Endpoint;
import dev.lastwatt.core.power.ContactLoss;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.StatusFlag;
import dev.lastwatt.core.power.UpsDevice;
import dev.lastwatt.peer.LoopbackPeer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApcupsdSourceTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final NisScript script = new NisScript();
    private final LoopbackPeer server = new LoopbackPeer(script);
    private final ApcupsdSource source =
            new ApcupsdSource(ApcupsdSettings.of(new Endpoint("127.0.0.1", server.port())), () -> NOW);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aReadingHoldsEverythingTheServerKnows() {
        script.status(
                "STATUS   : ONBATT ",
                "LINEV    : 0.0 Volts",
                "LOADPCT  : 20.0 Percent",
                "BCHARGE  : 95.0 Percent",
                "TIMELEFT : 50.5 Minutes",
                "BATTV    : 27.6 Volts",
                "NOMBATTV : 24.0 Volts",
                "MODEL    : Back-UPS RS 1500G ",
                "NOMPOWER : 865 Watts",
                "STATFLAG : 0x05060010");
        assertThat(source.device()).isEmpty();
        assertThat(reading(source.read()))
                .isEqualTo(new Reading(
                        NOW, Set.of(StatusFlag.OB), 95.0, Duration.ofSeconds(3030), 20.0, 173.0, 0.0, 27.6));
        assertThat(source.device()).contains(new UpsDevice("Back-UPS RS 1500G", 865.0));
    }

    @ParameterizedTest
    @CsvSource({
        // bits alone, words alone, and both at odds
        "0x05000008,'ONLINE ',OL",
        "0x05060010,'ONBATT ',OB",
        "83886088,,OL",
        "0x05060050,,OB LB",
        "0x050000ef,,CAL TRIM BOOST OL OVER LB RB",
        ",'ONBATT LOWBATT ',OB LB",
        ",'TRIM ONLINE OVERLOAD REPLACEBATT ',TRIM OL OVER RB",
        "0x05000008,'ONBATT ',OL",
        "0x05060010,'ONLINE ',OB",
        "0x05000000,'ONBATT ',OB",
        "0x05000000,'SOMETHING NEW',''",
        "nonsense,'ONBATT ',OB",
        "0x05000008 Status Flag,'ONLINE ',OL",
        // a decision to shut down hides the rest in the words and outlives the outage
        "0x05160210,'SHUTTING DOWN',OB FSD",
        "0x05160208,'SHUTTING DOWN',OL FSD",
        ",'SHUTTING DOWN',FSD",
        "0x05000008,'SHUTTING DOWN',OL",
        "0x05800008,'ONLINE ',OL FSD",
        "0x05380010,'ONBATT ',OB",
        // power is about to go, whatever the UPS says
        "0x05160310,'COMMLOST ',OB FSD",
        "0x01000008,'ONLINE NOBATT ',OL RB",
    })
    void bitsAndWordsMakeOneSetOfFlags(String bits, String words, String flags) {
        script.status(bits == null ? "X : y" : "STATFLAG : " + bits, words == null ? "Y : z" : "STATUS   : " + words);
        assertThat(reading(source.read()).status())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(flags.split(" "))
                        .filter(flag -> !flag.isEmpty())
                        .map(StatusFlag::valueOf)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({"0x05000100,COMMLOST", "0x05060510,COMMLOST", "0x05000108,ONLINE", "0x05000008,COMMLOST", ",COMMLOST"})
    void aUpsThatApcupsdHasLostIsStale(String bits, String words) {
        script.status(bits == null ? "X : y" : "STATFLAG : " + bits, "STATUS   : " + words);
        assertMissing(source.read(), ContactLoss.STALE, "COMMLOST");
    }

    @Test
    void onBatteryForASelfTestIsTold() {
        script.status("STATFLAG : 0x05060010", "LASTXFER : Automatic or explicit self test");
        assertThat(reading(source.read()).status()).containsExactlyInAnyOrder(StatusFlag.OB, StatusFlag.TEST);

        script.status("STATFLAG : 0x05000008", "LASTXFER : Automatic or explicit self test");
        assertThat(reading(source.read()).status()).containsExactly(StatusFlag.OL);

        script.status("STATFLAG : 0x05060010", "LASTXFER : Low line voltage");
        assertThat(reading(source.read()).status()).containsExactly(StatusFlag.OB);
    }

    @Test
    void anyFieldMayBeMissing() {
        script.status("STATUS   : ONLINE ");
        assertThat(reading(source.read())).isEqualTo(Reading.of(NOW, StatusFlag.OL));
    }

    @Test
    void whatIsNoNumberIsMissing() {
        script.status(
                "STATFLAG : 0x08", "BCHARGE  : N/A", "TIMELEFT : 71582788.0 Minutes", "LOADPCT  : nan", "LINEV :");
        assertThat(reading(source.read())).isEqualTo(Reading.of(NOW, StatusFlag.OL));
    }

    @Test
    void allLinesAndAnEndWithoutTheMarkerAreGood() {
        script.on("status", frames("STATFLAG : 0x05060010", "END APC  : now"));
        assertThat(reading(source.read()).has(StatusFlag.OB)).isTrue();
    }

    @Test
    void anAnswerCutOffIsGarbled() {
        script.on("status", frames("STATFLAG : 0x05060010"));
        assertMissing(source.read(), ContactLoss.GARBLED, "middle");
        script.on("status", frames("STATFLAG : 0x05060010"), new byte[] {0});
        assertMissing(source.read(), ContactLoss.GARBLED);
        script.on("status", frames("STATFLAG : 0x05060010"), new byte[] {0, 50, 'E', 'N', 'D'});
        assertMissing(source.read(), ContactLoss.GARBLED, "middle");
    }

    @Test
    void countsInTheHeaderThatLieDoNotMatter() {
        script.on("status", frames("APC      : 001,999999,-7", "STATFLAG : 0x08", "END APC  : now"), END);
        assertThat(reading(source.read()).has(StatusFlag.OL)).isTrue();
    }

    @Test
    void anAnswerWithoutAStateIsGarbled() {
        script.status("BCHARGE  : 95.0 Percent");
        assertMissing(source.read(), ContactLoss.GARBLED, "STATFLAG");
        script.on("status", END);
        assertMissing(source.read(), ContactLoss.GARBLED, "STATFLAG");
        script.on("status", frames("Invalid command"), END);
        assertMissing(source.read(), ContactLoss.GARBLED, "STATFLAG");
    }

    @Test
    void moreThanAnAnswerCanHoldIsGarbled() {
        String[] many = new String[301];
        Arrays.fill(many, "A : b");
        script.on("status", frames(many), END);
        assertMissing(source.read(), ContactLoss.GARBLED, "300");

        String[] large = new String[20];
        Arrays.fill(large, "A".repeat(990));
        script.on("status", frames(large), END);
        assertMissing(source.read(), ContactLoss.GARBLED, "does not end");

        script.on("status", frames("A".repeat(999)), END);
        assertMissing(source.read(), ContactLoss.GARBLED, "wrong length");
    }

    @Test
    void eventsAreTheLastLinesOfItsLog() {
        script.on(
                "events",
                frames(
                        "2026-11-22 08:14:02 +0100  Power failure.",
                        "Sun Nov 22 08:14:08 2026 Running on UPS batteries.",
                        "2026-11-22 08:14:09 +0100  \u0007\u001b[31m" + "x".repeat(300)),
                END);
        var events = source.events();
        assertThat(events).hasSize(3);
        assertThat(events.get(0)).isEqualTo(new ApcupsdEvent(Instant.parse("2026-11-22T07:14:02Z"), "Power failure."));
        assertThat(events.get(1).at()).isNull();
        assertThat(events.get(1).text()).endsWith("Running on UPS batteries.");
        assertThat(events.get(2).text()).matches("[ -~]{200}").startsWith("??[31mx");
    }

    @Test
    void noEventsAreNoFailure() {
        script.on("events", frames("Not available"), END);
        assertThat(source.events()).isEmpty();
        server.close();
        assertThat(source.events()).isEmpty();
    }

    @Test
    void eachReadingHasItsOwnConnection() {
        script.status("STATFLAG : 0x08");
        source.read();
        source.read();
        assertThat(server.connections()).isEqualTo(2);
        assertThat(source.name()).isEqualTo("apcupsd://127.0.0.1:" + server.port());
    }
}
