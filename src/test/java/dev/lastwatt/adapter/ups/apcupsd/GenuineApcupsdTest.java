package dev.lastwatt.adapter.ups.apcupsd;

import static dev.lastwatt.adapter.ups.SourceAnswers.assertMissing;
import static dev.lastwatt.adapter.ups.SourceAnswers.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lastwatt.adapter.ups.wire.Endpoint;
import dev.lastwatt.core.power.ContactLoss;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.StatusFlag;
import dev.lastwatt.peer.GenuineApcupsd;
import dev.lastwatt.peer.NeedsPeer;
import dev.lastwatt.peer.Peer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Against apcupsd itself, which reads an emulated Smart-UPS. */
@NeedsPeer({Peer.APCUPSD, Peer.SOCAT})
class GenuineApcupsdTest {

    private static ApcupsdSource source(GenuineApcupsd apcupsd) {
        return new ApcupsdSource(ApcupsdSettings.of(new Endpoint("127.0.0.1", apcupsd.port())), () -> Instant.EPOCH);
    }

    @Test
    void anOutageIsSeenFromItsBeginningToItsEnd() {
        try (var apcupsd = GenuineApcupsd.start();
                var source = source(apcupsd)) {
            Reading online = reading(source.read());
            assertThat(online.status()).containsExactly(StatusFlag.OL);
            assertThat(online.chargePercent()).isEqualTo(100);
            assertThat(online.runtime()).isEqualTo(Duration.ofMinutes(60));
            assertThat(online.loadPercent()).isEqualTo(12.5);
            assertThat(online.inputVolts()).isEqualTo(230.4);
            assertThat(online.batteryVolts()).isEqualTo(27.6);

            apcupsd.onBattery(57, 20);
            assertThat(reading(source.read()).status()).containsExactly(StatusFlag.OB);
            await().untilAsserted(() -> {
                Reading onBattery = reading(source.read());
                assertThat(onBattery.chargePercent()).isEqualTo(57);
                assertThat(onBattery.runtime()).isEqualTo(Duration.ofMinutes(20));
                assertThat(onBattery.inputVolts()).isZero();
            });

            apcupsd.lowBattery();
            assertThat(reading(source.read()).status()).containsExactlyInAnyOrder(StatusFlag.OB, StatusFlag.LB);
            // Its own shutdown by low battery comes 5 s later; until then the mains may return.
            apcupsd.onLine(56, 19);
            assertThat(reading(source.read()).status()).containsExactly(StatusFlag.OL);

            await().untilAsserted(() -> assertThat(source.events())
                    .extracting(ApcupsdEvent::text)
                    .anyMatch(text -> text.startsWith("Power failure"))
                    .anyMatch(text -> text.startsWith("Power is back")));
            assertThat(source.events()).extracting(ApcupsdEvent::at).doesNotContainNull();
        }
    }

    @Test
    void aShutdownItHasDecidedIsForcedAndOutlivesTheOutage() {
        try (var apcupsd = GenuineApcupsd.start(Map.of("TIMEOUT", "2"));
                var source = source(apcupsd)) {
            apcupsd.onBattery(90, 50);
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(reading(source.read()).status())
                            .containsExactlyInAnyOrder(StatusFlag.OB, StatusFlag.FSD));
            await().untilAsserted(() -> assertThat(apcupsd.events()).contains("doshutdown"));

            apcupsd.onLine(89, 50);
            assertThat(reading(source.read()).status()).containsExactlyInAnyOrder(StatusFlag.OL, StatusFlag.FSD);
        }
    }

    @Test
    void aSelfTestIsToldFromAFailureOfTheMains() {
        try (var apcupsd = GenuineApcupsd.start();
                var source = source(apcupsd)) {
            apcupsd.selfTest();
            await().untilAsserted(() -> assertThat(reading(source.read()).status())
                    .containsExactlyInAnyOrder(StatusFlag.OB, StatusFlag.TEST));
        }
    }

    @Test
    void aSerialLineThatIsCutIsStaleAndComesBack() {
        try (var apcupsd = GenuineApcupsd.start();
                var source = source(apcupsd)) {
            apcupsd.onBattery(90, 50);
            apcupsd.mute(true);
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertMissing(source.read(), ContactLoss.STALE, "COMMLOST"));
            apcupsd.mute(false);
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(reading(source.read()).has(StatusFlag.OB))
                            .isTrue());
        }
    }
}
