package dev.lastwatt.adapter.ups.nut;

import static dev.lastwatt.adapter.ups.SourceAnswers.assertMissing;
import static dev.lastwatt.adapter.ups.SourceAnswers.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lastwatt.adapter.ups.wire.Endpoint;
import dev.lastwatt.core.power.ContactLoss;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.StatusFlag;
import dev.lastwatt.peer.LoopbackPeer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NutSourceTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final NutScript script = new NutScript().variables("ups.status", "OL");
    private final LoopbackPeer server = new LoopbackPeer(script);
    private final NutSettings settings = NutSettings.of(new Endpoint("127.0.0.1", server.port()));

    @AfterEach
    void stop() {
        server.close();
    }

    private NutSource source() {
        return source(settings);
    }

    private NutSource source(NutSettings with) {
        return new NutSource(with, () -> NOW);
    }

    @Test
    void aReadingHoldsEverythingTheServerKnows() {
        script.variables(
                "battery.charge", "089.0",
                "battery.runtime", "01406",
                "battery.voltage", "27.10",
                "input.voltage", "0.0",
                "ups.load", "23",
                "ups.mfr", "a \\\"quoted\\\" name",
                "ups.realpower", "310",
                "ups.status", "OB DISCHRG");
        try (var source = source()) {
            Reading reading = reading(source.read());

            assertThat(reading)
                    .isEqualTo(new Reading(
                            NOW,
                            Set.of(StatusFlag.OB, StatusFlag.DISCHRG),
                            89.0,
                            Duration.ofSeconds(1406),
                            23.0,
                            310.0,
                            0.0,
                            27.1));
        }
    }

    @Test
    void oneConnectionServesManyReadings() {
        try (var source = source()) {
            for (int i = 0; i < 5; i++) {
                assertThat(reading(source.read()).has(StatusFlag.OL)).isTrue();
            }
        }
        assertThat(server.connections()).isEqualTo(1);
        assertThat(script.asked()).startsWith("VER", "LIST UPS", "LIST VAR sim").containsOnlyOnce("VER");
    }

    @Test
    void aServerThatWasRestartedIsAskedAgainInTheSameRead() {
        try (var source = source()) {
            source.read();
            server.hangUp();
            assertThat(reading(source.read()).has(StatusFlag.OL)).isTrue();
        }
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void onlyWaitMeansTheServerIsNotReady() {
        script.variables("ups.status", "WAIT");
        try (var source = source()) {
            assertMissing(source.read(), ContactLoss.NOT_READY, "WAIT");
            script.variables("ups.status", "OB");
            assertThat(reading(source.read()).has(StatusFlag.OB)).isTrue();
        }
    }

    @Test
    void noStatusMeansTheServerIsNotReady() {
        script.variables("battery.charge", "100");
        try (var source = source()) {
            assertMissing(source.read(), ContactLoss.NOT_READY, "ups.status");
        }
    }

    @Test
    void anEmptyStatusIsAReadingWithoutFlags() {
        script.variables("ups.status", "");
        try (var source = source()) {
            assertThat(reading(source.read()).status()).isEmpty();
        }
    }

    @Test
    void staleDataKeepTheConnectionSoThatWeStayLoggedIn() {
        script.on("LIST VAR sim", "ERR DATA-STALE\n");
        try (var source = source(settings.withLogin("prim", "primpw"))) {
            assertMissing(source.read(), ContactLoss.STALE, "DATA-STALE");
            script.on("LIST VAR sim", "ERR DRIVER-NOT-CONNECTED\n");
            assertMissing(source.read(), ContactLoss.NOT_READY, "DRIVER-NOT-CONNECTED");
            script.variables("ups.status", "OL");
            assertThat(reading(source.read()).has(StatusFlag.OL)).isTrue();
        }
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void loginIsSentWithTheNameOfTheUpsAndLogoutAtTheEnd() {
        try (var source = source(settings.withUps("sim").withLogin("prim", "p \"w\\"))) {
            source.read();
        }
        await().untilAsserted(() -> assertThat(script.asked())
                .containsExactly(
                        "VER", "USERNAME \"prim\"", "PASSWORD \"p \\\"w\\\\\"", "LOGIN sim", "LIST VAR sim", "LOGOUT"));
    }

    @Test
    void aDeniedLoginNamesTheSettingsAndNotThePassword() {
        script.on("LOGIN sim", "ERR ACCESS-DENIED\n");
        try (var source = source(settings.withLogin("prim", "secret"))) {
            var answer = source.read();
            assertMissing(answer, ContactLoss.DENIED, "LOGIN", "lastwatt.ups.username", "lastwatt.ups.password-file");
            assertThat(answer.toString()).doesNotContain("secret");
        }
        assertThat(settings.withLogin("prim", "secret").toString()).doesNotContain("secret");
    }

    @Test
    void anUnknownUpsNamesTheSetting() {
        script.on("LIST VAR other", "ERR UNKNOWN-UPS\n");
        try (var source = source(settings.withUps("other"))) {
            assertMissing(source.read(), ContactLoss.DENIED, "UNKNOWN-UPS", "lastwatt.ups.name");
        }
    }

    @Test
    void severalUpsesAndNoNameConfiguredIsAnsweredWithTheirNames() {
        script.on("LIST UPS", "BEGIN LIST UPS\nUPS left \"a\"\nUPS right \"b\"\nEND LIST UPS\n");
        try (var source = source()) {
            assertMissing(source.read(), ContactLoss.DENIED, "left, right", "lastwatt.ups.name");
        }
    }

    @Test
    void aServerWithoutListVarIsAskedForEachVariable() {
        script.on("LIST VAR sim", "ERR UNKNOWN-COMMAND\n")
                .on("GET VAR sim ups.status", "VAR sim ups.status \"OB LB\"\n")
                .on("GET VAR sim battery.charge", "VAR sim battery.charge \"16\"\n");
        for (String missing : NutVariables.WANTED.subList(2, 7)) {
            script.on("GET VAR sim " + missing, "ERR VAR-NOT-SUPPORTED\n");
        }
        try (var source = source()) {
            Reading reading = reading(source.read());
            assertThat(reading.status()).containsExactlyInAnyOrder(StatusFlag.OB, StatusFlag.LB);
            assertThat(reading.chargePercent()).isEqualTo(16);
            assertThat(reading.runtime()).isNull();
        }
    }

    @Test
    void requiredTlsThatIsNotOfferedIsDeniedAndNothingIsSentInTheClear(@TempDir Path folder) throws Exception {
        Path ca = Files.writeString(folder.resolve("ca.pem"), StrayCertificate.PEM);
        try (var source = source(settings.withLogin("prim", "secret").withTls(new NutTls.Required(ca)))) {
            assertMissing(source.read(), ContactLoss.DENIED, "FEATURE-NOT-CONFIGURED", "lastwatt.ups.tls");
        }
        assertThat(script.asked()).noneMatch(line -> line.contains("secret") || line.contains("VAR"));
    }

    @Test
    void wordsSaidInTheClearBeforeTlsBeginsAreNotBelieved(@TempDir Path folder) throws Exception {
        Path ca = Files.writeString(folder.resolve("ca.pem"), StrayCertificate.PEM);
        script.on("STARTTLS", "OK STARTTLS\nNetwork UPS Tools upsd\n");
        try (var source = source(settings.withTls(new NutTls.Required(ca)))) {
            assertMissing(source.read(), ContactLoss.GARBLED, "in the clear", "lastwatt.ups.tls");
        }
    }

    @Test
    void aCaFileThatIsNotThereIsDeniedBeforeAnythingIsSaid() {
        var missing = new NutTls.Required(Path.of("no-such-file.pem"));
        try (var source = source(settings.withTls(missing))) {
            assertMissing(source.read(), ContactLoss.DENIED, "no-such-file.pem", "lastwatt.ups.ca-file");
        }
        assertThat(script.asked()).isEmpty();
    }

    @Test
    void twoStatusesInOneAnswerAreGarbled() {
        script.variables("ups.status", "OL", "ups.status", "OB LB");
        try (var source = source()) {
            assertMissing(source.read(), ContactLoss.GARBLED, "ups.status");
        }
    }

    @Test
    void theVariablesOfAnotherUpsAreGarbled() {
        script.on("LIST VAR sim", "BEGIN LIST VAR sim\nVAR other ups.status \"OB\"\nEND LIST VAR sim\n");
        try (var source = source()) {
            assertMissing(source.read(), ContactLoss.GARBLED, "VAR other", "lastwatt.ups.address");
        }
    }

    @Test
    void anOddValueOfAnotherVariableDoesNotLoseTheReading() {
        script.on(
                "LIST VAR sim",
                "BEGIN LIST VAR sim\nVAR sim ups.serial \"a\" b\" \u0001\u00ff\nVAR sim ups.status \"OL\"\nEND LIST VAR sim\n");
        try (var source = source()) {
            assertThat(reading(source.read()).has(StatusFlag.OL)).isTrue();
        }
    }

    @Test
    void anAnswerNobodyAskedForEndsTheConnection() {
        script.variables("ups.status", "OL");
        script.on(
                "LIST VAR sim", "BEGIN LIST VAR sim\nVAR sim ups.status \"OL\"\nEND LIST VAR sim\nEND LIST VAR sim\n");
        try (var source = source()) {
            source.read();
            assertMissing(source.read(), ContactLoss.GARBLED, "unasked");
            script.variables("ups.status", "OB");
            assertThat(reading(source.read()).has(StatusFlag.OB)).isTrue();
        }
    }

    @Test
    void namesThatWouldBeCommandsAreRefused() {
        for (String name : List.of("sim\nFSD sim", "a b", "", "\"")) {
            assertThatThrownBy(() -> settings.withUps(name)).hasMessageContaining("lastwatt.ups.name");
        }
        assertThatThrownBy(() -> settings.withLogin("a\nFSD sim", "b")).hasMessageContaining("lastwatt.ups.username");
        assertThatThrownBy(() -> settings.withLogin("a", "b\n")).hasMessageContaining("lastwatt.ups.password-file");
    }

    @Test
    void theNameSaysWhereItReadsFrom() {
        assertThat(source(settings.withUps("sim")).name()).isEqualTo("nut://127.0.0.1:" + server.port() + "/sim");
    }

    @Test
    void ipv6AddressesWork() {
        try (var six = new LoopbackPeer("::1", script);
                var source = source(NutSettings.of(Endpoint.parse("[::1]:" + six.port(), NutSettings.DEFAULT_PORT)))) {
            assertThat(reading(source.read()).has(StatusFlag.OL)).isTrue();
            assertThat(source.name()).isEqualTo("nut://[::1]:" + six.port());
        }
    }
}
