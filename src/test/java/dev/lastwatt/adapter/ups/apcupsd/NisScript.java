package dev.lastwatt.adapter.ups.apcupsd;

import dev.lastwatt.peer.LoopbackPeer;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An apcupsd information server for tests: answers a request with the bytes it was told to. */
public final class NisScript implements LoopbackPeer.Conversation {

    static final byte[] END = {0, 0};

    private final Map<String, byte[]> answers = new ConcurrentHashMap<>();

    /** Answers this request with these bytes from now on. */
    public NisScript on(String request, byte[]... parts) {
        var bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        answers.put(request, bytes.toByteArray());
        return this;
    }

    /** Answers a status of these lines, with the header and the end that genuine ones have. */
    public NisScript status(String... lines) {
        return on("status", frames("APC      : 001,052,1152"), frames(lines), frames("END APC  : now"), END);
    }

    /** Each line in a frame of its own, with its line end. */
    public static byte[] frames(String... lines) {
        var bytes = new ByteArrayOutputStream();
        for (String line : lines) {
            byte[] text = (line + "\n").getBytes(StandardCharsets.ISO_8859_1);
            bytes.write(text.length >> 8);
            bytes.write(text.length);
            bytes.writeBytes(text);
        }
        return bytes.toByteArray();
    }

    @Override
    public void with(Socket socket) throws IOException {
        var in = new DataInputStream(socket.getInputStream());
        byte[] request = in.readNBytes(in.readUnsignedShort());
        byte[] answer = answers.get(new String(request, StandardCharsets.US_ASCII));
        if (answer == null) {
            answer = frames("Invalid command");
        }
        socket.getOutputStream().write(answer);
    }
}
