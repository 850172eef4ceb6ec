package dev.lastwatt.adapter.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.lastwatt.served.ServedEngine;
import dev.lastwatt.served.WithServedEngine;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@Tag("served")
@TestProfile(WithServedEngine.class)
class ControlClientTest {

    @Inject
    ServedEngine served;

    @Inject
    ControlGate gate;

    @BeforeEach
    void reset() {
        served.reset();
        gate.open();
    }

    @Test
    void itArmsDisarmsAndLooks() {
        ControlClient client = new ControlClient(RestAssured.port, SecretFile.in(served.dataFolder()));
        assertThat(client.state().arming()).isEqualTo("observing");
        assertThat(client.arm("alice", "the battery is new").arming()).isEqualTo("armed");
        ControlState state = client.disarm(Duration.ofHours(1), "alice", "work on the rack");
        assertThat(state.arming()).isEqualTo("observing");
        assertThat(state.until())
                .isEqualTo(served.engine()
                        .snapshot()
                        .at()
                        .plus(Duration.ofHours(1))
                        .toString());
        assertThat(client.state().phase()).isEqualTo("on line");
    }

    @Test
    void itCarriesMoreSamplesThanTheServiceLetsInAtOnce() {
        ControlClient client = new ControlClient(RestAssured.port, SecretFile.in(served.dataFolder()));
        String lines = IntStream.range(0, 200)
                .mapToObj(i ->
                        "{\"guest\":\"" + ServedEngine.DB + "\",\"name\":\"\u65e5\u672c\",\"method\":\"save\",\"at\":\""
                                + ServedEngine.START.plusSeconds(i)
                                + "\",\"took\":\"PT9S\",\"ending\":\"stopped\",\"cause\":\"run\",\"memoryBytes\":1,\"others\":0,"
                                + "\"heartbeat\":\"ok\"}\n")
                .collect(Collectors.joining());
        assertThat(client.importSamples(lines).added()).isEqualTo(200);
        assertThat(client.samples(ServedEngine.DB.toString()).lines()).hasSizeGreaterThanOrEqualTo(200);
        assertThat(client.samples("nobody")).isEmpty();
    }

    @Test
    void aRefusalIsToldInTheServicesWords() {
        ControlClient client = new ControlClient(RestAssured.port, SecretFile.in(served.dataFolder()));
        assertThatThrownBy(() -> client.arm("alice", " "))
                .isInstanceOf(ControlException.class)
                .hasMessageContaining("the service refuses: 'reason' is missing")
                .hasMessageContaining("say why");
    }

    @Test
    void withoutAServiceItSaysSo() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            free = socket.getLocalPort();
        }
        ControlClient client = new ControlClient(free, SecretFile.in(served.dataFolder()));
        assertThatThrownBy(client::state)
                .isInstanceOf(ControlException.class)
                .hasMessageContaining("no service listens at http://127.0.0.1:" + free);
    }

    @Test
    void withoutTheSecretItSaysWhereItLooked(@TempDir Path elsewhere) {
        ControlClient client = new ControlClient(RestAssured.port, SecretFile.in(elsewhere));
        assertThatThrownBy(client::state)
                .isInstanceOf(SecretException.class)
                .hasMessageContaining(elsewhere.toString());
    }

    @Test
    void withTheSecretOfAnotherServiceItSaysWhichFileWasNotAccepted(@TempDir Path elsewhere) {
        SecretFile other = SecretFile.in(elsewhere);
        other.createOrRead();
        ControlClient client = new ControlClient(RestAssured.port, other);
        assertThatThrownBy(client::state)
                .isInstanceOf(ControlException.class)
                .hasMessageContaining("does not accept the secret " + other.path());
    }

    @Test
    void whatIsNotLastwattIsNotTakenForIt() throws IOException {
        HttpServer stranger = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 1);
        stranger.createContext("/", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        stranger.start();
        try {
            ControlClient client =
                    new ControlClient(stranger.getAddress().getPort(), SecretFile.in(served.dataFolder()));
            assertThatThrownBy(client::state)
                    .isInstanceOf(ControlException.class)
                    .hasMessageContaining("not this version of Lastwatt");
        } finally {
            stranger.stop(0);
        }
    }
}
