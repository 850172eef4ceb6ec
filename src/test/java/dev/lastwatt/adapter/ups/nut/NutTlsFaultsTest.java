package dev.lastwatt.adapter.ups.nut;

import static dev.lastwatt.adapter.ups.SourceAnswers.assertMissing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.adapter.ups.wire.Endpoint;
import dev.lastwatt.core.power.ContactLoss;
import dev.lastwatt.peer.LoopbackPeer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that agree to TLS and then do not do it. */
class NutTlsFaultsTest {

    /** The first TLS of a process takes a while by itself. */
    private static final Duration READ = Duration.ofMillis(2000);

    private static final Duration SLACK = Duration.ofMillis(2500);

    private NutTls tls = new NutTls.Off();

    @BeforeEach
    void requireTls(@TempDir Path folder) throws IOException {
        tls = new NutTls.Required(Files.writeString(folder.resolve("ca.pem"), StrayCertificate.PEM));
    }

    private void afterOk(LoopbackPeer.Conversation then, ContactLoss expected) {
        LoopbackPeer.Conversation conversation = socket -> {
            while (socket.getInputStream().read() != '\n') {
                // STARTTLS
            }
            socket.getOutputStream().write("OK STARTTLS\n".getBytes(StandardCharsets.US_ASCII));
            then.with(socket);
        };
        try (var server = new LoopbackPeer(conversation)) {
            NutSettings settings = NutSettings.of(new Endpoint("127.0.0.1", server.port()))
                    .withTls(tls)
                    .withTimeouts(READ, READ);
            try (var source = new NutSource(settings, () -> Instant.EPOCH)) {
                long start = System.nanoTime();
                assertMissing(source.read(), expected, "lastwatt.ups.tls");
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(READ.plus(SLACK));
            }
        }
    }

    private static void untilTheOtherEndGoes(Socket socket) throws IOException {
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    @Test
    void silenceIsSilence() {
        afterOk(NutTlsFaultsTest::untilTheOtherEndGoes, ContactLoss.SILENT);
    }

    @Test
    void aHandshakeSentByteByByteIsCutOff() {
        afterOk(
                socket -> {
                    socket.getInputStream().read();
                    socket.getOutputStream().write(new byte[] {0x16, 3, 3, 0x3f, (byte) 0xff});
                    for (int i = 0; i < 200; i++) {
                        socket.getOutputStream().write(2);
                        LockSupport.parkNanos(50_000_000);
                    }
                },
                ContactLoss.SILENT);
    }

    @Test
    void hangingUpIsGarbled() {
        afterOk(socket -> socket.getInputStream().read(), ContactLoss.GARBLED);
    }

    @Test
    void goingOnInTheClearIsGarbled() {
        afterOk(
                socket -> {
                    socket.getInputStream().read();
                    String clear = "Network UPS Tools upsd 2.8.0 - http://www.networkupstools.org/\n";
                    socket.getOutputStream().write(clear.getBytes(StandardCharsets.US_ASCII));
                    untilTheOtherEndGoes(socket);
                },
                ContactLoss.GARBLED);
    }
}
