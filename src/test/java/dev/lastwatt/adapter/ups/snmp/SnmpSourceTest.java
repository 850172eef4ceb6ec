package dev.lastwatt.adapter.ups.snmp;

import static dev.lastwatt.adapter.ups.SourceAnswers.assertMissing;
import static dev.lastwatt.adapter.ups.SourceAnswers.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lastwatt.adapter.ups.wire.Endpoint;
import dev.lastwatt.core.power.ContactLoss;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.StatusFlag;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snmp4j.PDU;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.TimeTicks;

class SnmpSourceTest {

    private static final String UPS = "1.3.6.1.2.1.33.1.";
    private static final String APC = "1.3.6.1.4.1.318.1.1.1.";
    private static final String XUPS = "1.3.6.1.4.1.534.1.";
    private static final Duration SHORT = Duration.ofMillis(300);

    private final ScriptedAgent agent = new ScriptedAgent();

    @AfterEach
    void stop() {
        agent.close();
    }

    private SnmpSettings settings() {
        return SnmpSettings.of(new Endpoint("127.0.0.1", agent.port())).withReadTimeout(SHORT);
    }

    private static SnmpSource source(SnmpSettings settings) {
        return new SnmpSource(settings, () -> Instant.EPOCH);
    }

    private Reading read(SnmpSettings settings) {
        try (var source = source(settings)) {
            return reading(source.read());
        }
    }

    private void standard() {
        agent.has(UPS + "2.1.0", 2)
                .has(UPS + "2.3.0", 17)
                .has(UPS + "2.4.0", 83)
                .has(UPS + "2.5.0", 546)
                .has(UPS + "3.3.1.3.1", 229)
                .has(UPS + "4.1.0", 5)
                .has(UPS + "4.4.1.4.1", 250)
                .has(UPS + "4.4.1.5.1", 23)
                .has(UPS + "7.3.0", 6);
    }

    private void powerNet() {
        agent.has(APC + "2.1.1.0", 2)
                .has(APC + "2.2.1.0", new Gauge32(91))
                .has(APC + "2.2.3.0", new TimeTicks(123_450))
                .has(APC + "2.2.4.0", 1)
                .has(APC + "2.2.8.0", 54)
                .has(APC + "3.2.1.0", new Gauge32(231))
                .has(APC + "3.2.5.0", 1)
                .has(APC + "4.1.1.0", 2)
                .has(APC + "4.2.3.0", new Gauge32(42));
    }

    @Test
    void theStandardVariablesMakeAReading() {
        standard();
        Reading reading = read(settings());
        assertThat(reading.status()).containsExactly(StatusFlag.OB);
        assertThat(reading.chargePercent()).isEqualTo(83);
        assertThat(reading.runtime()).isEqualTo(Duration.ofMinutes(17));
        assertThat(reading.loadPercent()).isEqualTo(23);
        assertThat(reading.loadWatts()).isEqualTo(250);
        assertThat(reading.inputVolts()).isEqualTo(229);
        assertThat(reading.batteryVolts()).isEqualTo(54.6);
    }

    @ParameterizedTest
    @CsvSource({"1,", "2, OFF", "3, OL", "4, OL BYPASS", "5, OB", "6, OL BOOST", "7, OL TRIM", "8,", "-1,"})
    void eachStandardOutputSourceHasItsFlags(int source, String flags) {
        standard();
        agent.has(UPS + "4.1.0", source);
        assertThat(read(settings()).status()).containsExactlyInAnyOrder(flags(flags));
    }

    @ParameterizedTest
    @CsvSource({"1, OB", "2, OB", "3, OB LB", "4, OB LB"})
    void aLowOrDepletedBatteryIsLow(int battery, String flags) {
        standard();
        agent.has(UPS + "2.1.0", battery);
        assertThat(read(settings()).status()).containsExactlyInAnyOrder(flags(flags));
    }

    @Test
    void aTestInProgressIsATest() {
        standard();
        agent.has(UPS + "7.3.0", 5);
        assertThat(read(settings()).status()).containsExactlyInAnyOrder(StatusFlag.OB, StatusFlag.TEST);
    }

    @Test
    void theVendorsVariablesComeBeforeTheStandardOnes() {
        standard();
        powerNet();
        Reading reading = read(settings());
        assertThat(reading.status()).containsExactly(StatusFlag.OL);
        assertThat(reading.chargePercent()).isEqualTo(91);
        assertThat(reading.runtime()).isEqualTo(Duration.ofMillis(1_234_500));
        assertThat(reading.loadPercent()).isEqualTo(42);
        assertThat(reading.batteryVolts()).isEqualTo(54);
        assertThat(read(settings().withMib(MibChoice.RFC1628)).chargePercent()).isEqualTo(83);
    }

    @ParameterizedTest
    @CsvSource({
        "1,",
        "2, OL",
        "3, OB",
        "4, OL BOOST",
        "5, OFF",
        "6, OL BYPASS",
        "7, OFF",
        "9, OL BYPASS",
        "10, OL BYPASS",
        "11, OFF",
        "12, OL TRIM",
        "13, OL",
        "15, OB TEST",
        "16, OL BYPASS",
        "99,"
    })
    void eachOutputStatusOfPowerNetHasItsFlags(int output, String flags) {
        powerNet();
        agent.has(APC + "4.1.1.0", output);
        assertThat(read(settings()).status()).containsExactlyInAnyOrder(flags(flags));
    }

    @Test
    void aSelfTestThatPowerNetGivesAsTheCauseCountsOnBatteryOnly() {
        powerNet();
        agent.has(APC + "3.2.5.0", 9);
        assertThat(read(settings()).status()).containsExactly(StatusFlag.OL);
        agent.has(APC + "4.1.1.0", 3);
        assertThat(read(settings()).status()).containsExactlyInAnyOrder(StatusFlag.OB, StatusFlag.TEST);
    }

    @ParameterizedTest
    @CsvSource({"9, OL OVER", "10, OL CAL", "29, OL TEST"})
    void theStatesOfPowerNetAreCountedFromOne(int place, String flags) {
        powerNet();
        agent.has(APC + "11.1.1.0", "0".repeat(place - 1) + "1" + "0".repeat(64 - place));
        assertThat(read(settings()).status()).containsExactlyInAnyOrder(flags(flags));
    }

    @Test
    void aBatteryThatPowerNetCallsBadIsToBeReplaced() {
        powerNet();
        agent.has(APC + "2.2.4.0", 2);
        assertThat(read(settings()).status()).containsExactlyInAnyOrder(StatusFlag.OL, StatusFlag.RB);
    }

    @Test
    void eatonsVariablesMakeAReadingWithTheStandardLowBattery() {
        agent.has(XUPS + "2.1.0", 905)
                .has(XUPS + "2.2.0", 214)
                .has(XUPS + "2.4.0", 64)
                .has(XUPS + "2.5.0", 2)
                .has(XUPS + "4.1.0", 37)
                .has(XUPS + "4.4.1.4.1", 1110)
                .has(XUPS + "4.5.0", 5)
                .has(XUPS + "8.2.0", 2)
                .has(UPS + "2.1.0", 3);
        Reading reading = read(settings());
        assertThat(reading.status()).containsExactlyInAnyOrder(StatusFlag.OB, StatusFlag.DISCHRG, StatusFlag.LB);
        assertThat(reading.runtime()).isEqualTo(Duration.ofSeconds(905));
        assertThat(reading.chargePercent()).isEqualTo(64);
        assertThat(reading.loadWatts()).isEqualTo(1110);
    }

    @ParameterizedTest
    @CsvSource({"8, OL", "9, OL", "10, OL", "11, OL BYPASS", "12, OL", "3, OL", "5, OB"})
    void eachOutputSourceOfXupsHasItsFlags(int source, String flags) {
        agent.has(XUPS + "4.5.0", source);
        assertThat(read(settings()).status()).containsExactlyInAnyOrder(flags(flags));
    }

    @Test
    void version1IsNotAskedAgainForWhatItDoesNotHave() {
        standard();
        agent.hasNo(UPS + "4.4.1.4.1").hasNo(UPS + "7.3.0");
        var v1 = new SnmpAccess.Community(SnmpAccess.OpenVersion.V1, "public");
        try (var source = source(settings().withAccess(v1))) {
            Reading first = reading(source.read());
            assertThat(first.status()).containsExactly(StatusFlag.OB);
            assertThat(first.loadWatts()).isNull();
            int before = agent.asked().size();
            reading(source.read());
            assertThat(agent.asked()).hasSize(before + 1);
            assertThat(agent.asked().get(before)).isEqualTo(7);
        }
    }

    @Test
    void valuesOfOddTypesAndSizesAreMissing() {
        standard();
        agent.has(UPS + "2.4.0", "full")
                .has(UPS + "2.3.0", -1)
                .has(UPS + "4.4.1.5.1", new Counter64(Long.MAX_VALUE))
                .has(UPS + "2.5.0", new Gauge32(4_294_967_295L));
        Reading reading = read(settings());
        assertThat(reading.status()).containsExactly(StatusFlag.OB);
        assertThat(reading.chargePercent()).isNull();
        assertThat(reading.runtime()).isNull();
        assertThat(reading.loadPercent()).isNull();
        assertThat(reading.batteryVolts()).isNull();
    }

    @Test
    void silenceIsSilenceAndEndsWhenTheAgentSpeaksAgain() {
        standard();
        try (var source = source(settings())) {
            reading(source.read());
            agent.mute(true);
            assertMissing(source.read(), ContactLoss.SILENT, "lastwatt.ups.address", "lastwatt.ups.snmp");
            agent.mute(false);
            reading(source.read());
        }
    }

    @Test
    void anAgentWithoutAnyUpsIsNotReady() {
        agent.has("1.3.6.1.2.1.1.1.0", "a switch");
        try (var source = source(settings())) {
            assertMissing(source.read(), ContactLoss.NOT_READY, "RFC 1628", "PowerNet", "XUPS");
        }
    }

    @Test
    void anAgentThatLosesItsUpsIsStale() {
        standard();
        try (var source = source(settings())) {
            reading(source.read());
            agent.hasNo(UPS + "4.1.0");
            assertMissing(source.read(), ContactLoss.STALE, "RFC 1628");
        }
    }

    @Test
    void anErrorOfTheAgentIsNamed() {
        agent.failsWith(PDU.genErr);
        try (var source = source(settings())) {
            assertMissing(source.read(), ContactLoss.GARBLED, "lastwatt.ups.address");
        }
    }

    @Test
    void packetsWithoutMeaningAreSilence() throws Exception {
        var random = new SplittableRandom(4711);
        try (var rogue = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Thread babble = new Thread(() -> {
                byte[] buffer = new byte[2000];
                while (!rogue.isClosed()) {
                    var packet = new DatagramPacket(buffer, buffer.length);
                    try {
                        rogue.receive(packet);
                        byte[] noise = new byte[random.nextInt(1, 1400)];
                        random.nextBytes(noise);
                        noise[0] = 0x30;
                        rogue.send(new DatagramPacket(noise, noise.length, packet.getSocketAddress()));
                    } catch (IOException e) {
                        return;
                    }
                }
            });
            babble.setDaemon(true);
            babble.start();
            SnmpSettings at = SnmpSettings.of(new Endpoint("127.0.0.1", rogue.getLocalPort()))
                    .withReadTimeout(SHORT);
            try (var source = source(at)) {
                for (int i = 0; i < 3; i++) {
                    assertMissing(source.read(), ContactLoss.SILENT);
                }
            }
        }
    }

    @Test
    void aPacketFromTheAgentAtTheTrapPortRings() throws Exception {
        standard();
        int port;
        try (var free = new DatagramSocket(0)) {
            port = free.getLocalPort();
        }
        var rung = new CountDownLatch(1);
        try (var source = source(settings().withTrapPort(port))) {
            source.onHint(rung::countDown);
            reading(source.read());
            try (var trap = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
                trap.send(new DatagramPacket(new byte[] {1}, 1, InetAddress.getLoopbackAddress(), port));
                assertThat(rung.await(5, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    @Test
    void aTrapPortThatIsTakenIsNamed() throws Exception {
        try (var taken = new DatagramSocket(0);
                var source = source(settings().withTrapPort(taken.getLocalPort()))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> source.onHint(() -> {}))
                    .withMessageContaining("lastwatt.ups.snmp.trap-port");
        }
    }

    @Test
    void shortPasswordsAndEncryptionWithoutAuthenticationAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SnmpAccess.User(
                        "u", SnmpAccess.Authentication.SHA256, "short", SnmpAccess.Privacy.AES128, null))
                .withMessageContaining("lastwatt.ups.password-file");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SnmpAccess.User(
                        "u", SnmpAccess.Authentication.SHA256, null, SnmpAccess.Privacy.AES128, "longenough"))
                .withMessageContaining("privacy-password-file");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SnmpAccess.User(
                        " ", SnmpAccess.Authentication.SHA256, null, SnmpAccess.Privacy.AES128, null))
                .withMessageContaining("lastwatt.ups.username");
    }

    private static StatusFlag[] flags(String words) {
        return words == null
                ? new StatusFlag[0]
                : Arrays.stream(words.split(" ")).map(StatusFlag::valueOf).toArray(StatusFlag[]::new);
    }
}
