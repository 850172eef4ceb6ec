package dev.lastwatt.adapter.ups;

import static dev.lastwatt.adapter.ups.SourceAnswers.assertMissing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.adapter.ups.apcupsd.ApcupsdSettings;
import dev.lastwatt.adapter.ups.apcupsd.ApcupsdSource;
import dev.lastwatt.adapter.ups.nut.NutSettings;
import dev.lastwatt.adapter.ups.nut.NutSource;
import dev.lastwatt.adapter.ups.wire.Endpoint;
import dev.lastwatt.core.power.ContactLoss;
import dev.lastwatt.core.power.SourceAnswer;
import dev.lastwatt.peer.LoopbackPeer;
import dev.lastwatt.port.UpsSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UnfitPeersTest {

    private static final Duration CONNECT = Duration.ofMillis(300);
    private static final Duration READ = Duration.ofMillis(500);
    /** Two busy cores may let a thread wait; a source that is not bounded takes many times as long. */
    private static final Duration SLACK = Duration.ofMillis(1500);

    private static List<UpsSource> sources(int port) {
        var at = new Endpoint("127.0.0.1", port);
        return List.of(
                new NutSource(NutSettings.of(at).withTimeouts(CONNECT, READ), () -> Instant.EPOCH),
                new ApcupsdSource(new ApcupsdSettings(at, CONNECT, READ), () -> Instant.EPOCH));
    }

    private static SourceAnswer timed(UpsSource source) {
        long start = System.nanoTime();
        SourceAnswer answer = source.read();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(READ.plus(SLACK));
        return answer;
    }

    @ParameterizedTest
    @EnumSource
    void everyFailureIsToldApartInABoundedTime(UnfitPeers peer) {
        try (var server = new LoopbackPeer(peer.conversation())) {
            for (UpsSource source : sources(server.port())) {
                try (source) {
                    assertMissing(timed(source), peer.expected());
                    assertMissing(timed(source), peer.expected());
                }
            }
        }
    }

    @Test
    void nobodyListeningIsRefusedAndNamesTheAddress() {
        int port;
        try (var server = new LoopbackPeer(socket -> {})) {
            port = server.port();
        }
        for (UpsSource source : sources(port)) {
            assertMissing(timed(source), ContactLoss.REFUSED, "127.0.0.1:" + port, "lastwatt.ups.address");
        }
    }

    /** A listener whose queue is full drops what comes: for the client, packets that vanish. */
    @Test
    void packetsThatVanishAreSilenceWithinTheConnectTimeout() throws IOException {
        List<Socket> queue = new ArrayList<>();
        try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (int i = 0; i < 2; i++) {
                queue.add(new Socket(full.getInetAddress(), full.getLocalPort()));
            }
            for (UpsSource source : sources(full.getLocalPort())) {
                assertMissing(timed(source), ContactLoss.SILENT, "no connection", "lastwatt.ups.address");
            }
        } finally {
            for (Socket socket : queue) {
                socket.close();
            }
        }
    }

    @Test
    void aHostThatDoesNotExistIsSilenceAndNamesTheAddress() {
        var nowhere = new Endpoint("no-such-host.invalid", 3493);
        Stream.of(
                        new NutSource(NutSettings.of(nowhere), () -> Instant.EPOCH),
                        new ApcupsdSource(ApcupsdSettings.of(nowhere), () -> Instant.EPOCH))
                .forEach(source -> assertMissing(
                        source.read(), ContactLoss.SILENT, "no-such-host.invalid", "lastwatt.ups.address"));
    }
}
