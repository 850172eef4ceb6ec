package dev.lastwatt.adapter.ups;

import dev.lastwatt.core.power.ContactLoss;
import dev.lastwatt.peer.LoopbackPeer.Conversation;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** Servers that are of no use whatever the protocol, and what each has to be called. */
public enum UnfitPeers {
    /** Accepts, and that is all. */
    SAYS_NOTHING(ContactLoss.SILENT, UnfitPeers::untilTheOtherEndGoes),
    /** Hangs up at once, as a server does whose access list leaves us out. */
    HANGS_UP(ContactLoss.REFUSED, socket -> {}),
    /** Hangs up once it has been asked something. */
    HANGS_UP_WHEN_ASKED(ContactLoss.REFUSED, socket -> socket.getInputStream().read()),
    /** Sends a byte now and then, for ever: never late for a single read, always for the whole. */
    DRIPS(ContactLoss.SILENT, socket -> {
        for (int i = 0; i < 1000; i++) {
            // A long frame for one protocol, an endless line for the other.
            socket.getOutputStream().write(i == 0 ? 3 : 'A');
            LockSupport.parkNanos(50_000_000);
        }
    }),
    /** A line of 100 kB. */
    TALKS_WITHOUT_PAUSE(ContactLoss.GARBLED, socket -> {
        socket.getOutputStream().write("A".repeat(100_000).getBytes(StandardCharsets.US_ASCII));
        untilTheOtherEndGoes(socket);
    }),
    /** Never stops. */
    TALKS_FOR_EVER(ContactLoss.GARBLED, socket -> {
        byte[] some = "VAR sim ups.mfr \"A\"\n".repeat(500).getBytes(StandardCharsets.US_ASCII);
        OutputStream out = socket.getOutputStream();
        while (true) {
            out.write(some);
        }
    }),
    /** Bytes without meaning. */
    BABBLES(ContactLoss.GARBLED, socket -> {
        byte[] noise = new byte[4096];
        new SplittableRandom(4711).nextBytes(noise);
        noise[0] = (byte) 0xff;
        socket.getOutputStream().write(noise);
        socket.getOutputStream().write('\n');
        untilTheOtherEndGoes(socket);
    }),
    /** Another protocol altogether. */
    SPEAKS_HTTP(ContactLoss.GARBLED, socket -> {
        socket.getInputStream().read();
        String page = "HTTP/1.1 400 Bad Request\r\nServer: x\r\nConnection: close\r\n\r\n<html></html>\n";
        socket.getOutputStream().write(page.getBytes(StandardCharsets.US_ASCII));
    });

    private final ContactLoss expected;
    private final Conversation conversation;

    UnfitPeers(ContactLoss expected, Conversation conversation) {
        this.expected = expected;
        this.conversation = conversation;
    }

    /** What a source has to call it. */
    public ContactLoss expected() {
        return expected;
    }

    /** What it does. */
    public Conversation conversation() {
        return conversation;
    }

    private static void untilTheOtherEndGoes(Socket socket) throws IOException {
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }
}
