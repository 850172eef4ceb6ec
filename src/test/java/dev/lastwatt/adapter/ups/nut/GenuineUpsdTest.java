package dev.lastwatt.adapter.ups.nut;

import static dev.lastwatt.adapter.ups.SourceAnswers.assertMissing;
import static dev.lastwatt.adapter.ups.SourceAnswers.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lastwatt.adapter.ups.wire.Endpoint;
import dev.lastwatt.core.power.ContactLoss;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.StatusFlag;
import dev.lastwatt.peer.GenuineUpsd;
import dev.lastwatt.peer.NeedsPeer;
import dev.lastwatt.peer.Peer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against NUT's own server. */
@NeedsPeer(Peer.UPSD)
class GenuineUpsdTest {

    private final GenuineUpsd upsd = GenuineUpsd.start();
    private final NutSettings settings = NutSettings.of(new Endpoint("127.0.0.1", upsd.port()));

    @AfterEach
    void stop() {
        upsd.close();
    }

    private static NutSource source(NutSettings settings) {
        return new NutSource(settings, () -> Instant.EPOCH);
    }

    @Test
    void anOutageIsSeenFromItsBeginningToItsEnd() {
        try (var source = source(settings)) {
            Reading online = reading(source.read());
            assertThat(online.status()).containsExactly(StatusFlag.OL);
            assertThat(online.chargePercent()).isEqualTo(100);
            assertThat(online.runtime()).isEqualTo(Duration.ofSeconds(1800));
            assertThat(online.loadPercent()).isEqualTo(20);

            upsd.set("battery.charge", "57");
            upsd.set("ups.status", "OB DISCHRG");
            Reading onBattery = reading(source.read());
            assertThat(onBattery.status()).containsExactlyInAnyOrder(StatusFlag.OB, StatusFlag.DISCHRG);
            assertThat(onBattery.chargePercent()).isEqualTo(57);

            upsd.set("ups.status", "LB OB");
            assertThat(reading(source.read()).status()).containsExactlyInAnyOrder(StatusFlag.OB, StatusFlag.LB);

            upsd.remove("battery.charge");
            upsd.set("ups.status", "OL CHRG");
            Reading back = reading(source.read());
            assertThat(back.status()).containsExactlyInAnyOrder(StatusFlag.OL, StatusFlag.CHRG);
            assertThat(back.chargePercent()).isNull();
        }
    }

    @Test
    void aForcedShutdownStaysUntilTheServerIsRestarted() {
        try (var source = source(settings)) {
            upsd.forceShutdown();
            assertThat(reading(source.read()).status()).containsExactlyInAnyOrder(StatusFlag.FSD, StatusFlag.OL);
            upsd.set("ups.status", "OL CHRG");
            assertThat(reading(source.read()).has(StatusFlag.FSD)).isTrue();

            upsd.restartServer();
            assertThat(reading(source.read()).has(StatusFlag.FSD)).isFalse();
        }
    }

    @Test
    void oldDataAreStaleAndComeBack() {
        try (var source = source(settings.withLogin("prim", "primpw"))) {
            reading(source.read());
            upsd.stale(true);
            assertMissing(source.read(), ContactLoss.STALE, "DATA-STALE");
            upsd.stale(false);
            assertThat(upsd.logins()).isEqualTo(1);
            assertThat(reading(source.read()).has(StatusFlag.OL)).isTrue();
        }
    }

    @Test
    void aDeadDriverIsNotReadyAndComesBack() {
        try (var source = source(settings)) {
            upsd.killDriver();
            assertMissing(source.read(), ContactLoss.NOT_READY, "DRIVER-NOT-CONNECTED");
            upsd.restartDriver("OB");
            await().untilAsserted(() ->
                    assertThat(reading(source.read()).has(StatusFlag.OB)).isTrue());
        }
    }

    @Test
    void aStoppedServerIsRefusedAndComesBack() {
        try (var source = source(settings)) {
            reading(source.read());
            upsd.stopServer();
            assertMissing(source.read(), ContactLoss.REFUSED, "lastwatt.ups.address");
            upsd.restartServer();
            assertThat(reading(source.read()).has(StatusFlag.OL)).isTrue();
        }
    }

    @Test
    void aLoginIsCountedAndLeavesWithLogout() {
        try (var source = source(settings.withUps(GenuineUpsd.UPS).withLogin("sec", "secpw"))) {
            reading(source.read());
            assertThat(upsd.logins()).isEqualTo(1);
        }
        await().untilAsserted(() -> assertThat(upsd.logins()).isZero());
    }

    @Test
    void aWrongPasswordIsDenied() {
        try (var source = source(settings.withLogin("prim", "wrong"))) {
            assertMissing(source.read(), ContactLoss.DENIED, "ACCESS-DENIED", "lastwatt.ups.password-file");
        }
    }

    @Test
    void noSuchUpsIsDenied() {
        try (var source = source(settings.withUps("other"))) {
            assertMissing(source.read(), ContactLoss.DENIED, "UNKNOWN-UPS", "lastwatt.ups.name");
        }
    }
}
