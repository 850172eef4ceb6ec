package dev.lastwatt.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A client of upsd that is logged in as a secondary, as a host is that has not gone down yet. */
public final class NutLogin implements AutoCloseable {

    private final Socket socket;

    private NutLogin(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(5000);
        var out = new PrintStream(socket.getOutputStream(), true, StandardCharsets.UTF_8);
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        for (String line : List.of("USERNAME sec", "PASSWORD secpw", "LOGIN " + GenuineUpsd.UPS)) {
            out.print(line + "\n");
            out.flush();
            String answer = in.readLine();
            if (answer == null || !answer.startsWith("OK")) {
                throw new IOException(line + ": " + answer);
            }
        }
    }

    /** Logs in. */
    public static NutLogin asSecondary(GenuineUpsd server) {
        try {
            return new NutLogin(server.port());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
