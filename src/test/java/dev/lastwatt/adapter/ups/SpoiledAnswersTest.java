package dev.lastwatt.adapter.ups;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.adapter.ups.apcupsd.ApcupsdSettings;
import dev.lastwatt.adapter.ups.apcupsd.ApcupsdSource;
import dev.lastwatt.adapter.ups.nut.NutSettings;
import dev.lastwatt.adapter.ups.nut.NutSource;
import dev.lastwatt.adapter.ups.wire.Endpoint;
import dev.lastwatt.core.power.SourceAnswer;
import dev.lastwatt.peer.LoopbackPeer;
import dev.lastwatt.port.UpsSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Throws answers at the clients that were good once. Whatever comes: an answer, in time, fit to print. The seed is in the
 * failure; {@code -Dlastwatt.seed=} repeats it.
 */
class SpoiledAnswersTest {

    private static final Duration READ = Duration.ofMillis(300);
    private static final Duration SLACK = Duration.ofMillis(1500);
    private static final int ROUNDS = 400;

    private static final byte[] NUT = """
            Network UPS Tools upsd 2.8.0 - http://www.networkupstools.org/
            BEGIN LIST UPS
            UPS sim "Simulated UPS"
            END LIST UPS
            BEGIN LIST VAR sim
            VAR sim battery.charge "089.0"
            VAR sim battery.runtime "01406"
            VAR sim ups.load "23"
            VAR sim ups.mfr "a \\"quoted\\" name"
            VAR sim ups.status "OB DISCHRG LB"
            END LIST VAR sim
            """.getBytes(StandardCharsets.ISO_8859_1);

    private static final byte[] NIS = frames(
            "APC      : 001,007,0152",
            "STATUS   : ONBATT ",
            "LINEV    : 0.0 Volts",
            "LOADPCT  : 12.5 Percent",
            "BCHARGE  : 95.0 Percent",
            "TIMELEFT : 50.0 Minutes",
            "LASTXFER : Automatic or explicit self test",
            "STATFLAG : 0x05060010",
            "END APC  : 2026-11-22 08:14:02 +0000  ");

    private final long seed = Long.getLong("lastwatt.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);

    @Test
    void nutAnswersThatWereSpoiledGiveAnAnswerInTime() {
        spoil(NUT, '\n', at -> new NutSource(NutSettings.of(at).withTimeouts(READ, READ), () -> Instant.EPOCH));
    }

    @Test
    void apcupsdAnswersThatWereSpoiledGiveAnAnswerInTime() {
        spoil(NIS, 's', at -> new ApcupsdSource(new ApcupsdSettings(at, READ, READ), () -> Instant.EPOCH));
    }

    /** Sends a part of the answer for each request, the last with the whole rest. */
    private void spoil(byte[] good, char endOfRequest, Function<Endpoint, UpsSource> client) {
        int readings = 0;
        try (var server = new LoopbackPeer(socket -> answer(socket, good, endOfRequest))) {
            for (int round = 0; round < ROUNDS; round++) {
                byte[] sent = round == 0 ? good : Mutation.of(good, random);
                server.nowDoes(socket -> answer(socket, sent, endOfRequest));
                try (UpsSource source = client.apply(new Endpoint("127.0.0.1", server.port()))) {
                    long start = System.nanoTime();
                    SourceAnswer got = source.read();
                    assertThat(Duration.ofNanos(System.nanoTime() - start))
                            .as("seed %d, round %d", seed, round)
                            .isLessThan(READ.plus(SLACK));
                    if (got instanceof SourceAnswer.Missing missing) {
                        assertThat(round).isPositive();
                        SourceAnswers.assertFit(missing);
                    } else {
                        readings++;
                    }
                }
            }
        }
        assertThat(readings).as("seed %d", seed).isBetween(1, ROUNDS - 1);
    }

    private static void answer(Socket socket, byte[] all, char endOfRequest) throws IOException {
        int from = 0;
        int requests = 0;
        for (int b = socket.getInputStream().read();
                b >= 0;
                b = socket.getInputStream().read()) {
            if (b != endOfRequest || from == all.length) {
                continue;
            }
            int to = endOfRequest == '\n' ? endOf(all, from, ++requests) : all.length;
            socket.getOutputStream().write(all, from, to - from);
            from = to;
            if (from == all.length) {
                // What was cut off is not coming: silence would only slow the test.
                socket.shutdownOutput();
            }
        }
    }

    /** The first request is answered by one line, the second by three, the third by all that is left. */
    private static int endOf(byte[] all, int from, int request) {
        int lines = request == 1 ? 1 : request == 2 ? 3 : Integer.MAX_VALUE;
        int at = from;
        while (at < all.length && lines > 0) {
            if (all[at++] == '\n') {
                lines--;
            }
        }
        return at;
    }

    private static byte[] frames(String... lines) {
        var bytes = new ByteArrayOutputStream();
        for (String line : lines) {
            bytes.write(0);
            bytes.write(line.length() + 1);
            bytes.writeBytes((line + "\n").getBytes(StandardCharsets.ISO_8859_1));
        }
        bytes.write(0);
        bytes.write(0);
        return bytes.toByteArray();
    }
}
