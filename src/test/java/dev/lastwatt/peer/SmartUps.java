package dev.lastwatt.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A Smart-UPS as apcupsd sees one at the end of a serial line: APC's smart signalling, one character for a question, and some that
 * come unasked when the mains fail or return. Served on a TCP port, which another program makes a terminal of.
 */
final class SmartUps implements AutoCloseable {

    /** What it says of itself. */
    record State(boolean onBattery, boolean lowBattery, double charge, int minutes, double load, char transferCause) {}

    private static final Map<Character, String> FIXED = Map.ofEntries(
            Map.entry('\1', "Smart-UPS 1500 RM"),
            Map.entry('Y', "SM"),
            Map.entry('V', "GWD"),
            Map.entry('b', "601.3.I"),
            Map.entry('n', "AS1234567890"),
            Map.entry('m', "01/02/20"),
            Map.entry('x', "01/02/20"),
            Map.entry('g', "024"),
            Map.entry('o', "230"),
            Map.entry('l', "208"),
            Map.entry('u', "253"),
            Map.entry('e', "00"),
            Map.entry('k', "0"),
            Map.entry('q', "02"),
            Map.entry('s', "H"),
            Map.entry('r', "000"),
            Map.entry('p', "020"),
            Map.entry('c', "SIMUPS"),
            Map.entry('E', "336"),
            Map.entry('F', "50.00"),
            Map.entry('C', "031.0"),
            Map.entry('X', "OK"),
            Map.entry('S', "OK"));

    private final LoopbackPeer server = new LoopbackPeer(this::serve);
    private final List<Socket> lines = new CopyOnWriteArrayList<>();
    private volatile State state = new State(false, false, 100, 60, 12.5, 'O');
    private volatile boolean mute;

    int port() {
        return server.port();
    }

    State state() {
        return state;
    }

    /** Changes to this, and says unasked what a UPS says unasked. */
    void becomes(State now) {
        State before = state;
        state = now;
        if (before.onBattery != now.onBattery) {
            tellAll(now.onBattery ? "!" : "$");
        }
        if (before.lowBattery != now.lowBattery) {
            tellAll(now.lowBattery ? "%" : "+");
        }
    }

    /** Cuts the serial line, or mends it. */
    void mute(boolean now) {
        mute = now;
    }

    private void serve(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        lines.add(socket);
        try {
            InputStream in = socket.getInputStream();
            for (int question = in.read(); question >= 0; question = in.read()) {
                String answer = answer((char) question);
                if (!mute && answer != null) {
                    tell(socket, answer + "\r\n");
                }
            }
        } finally {
            lines.remove(socket);
        }
    }

    /** "NA" is "I do not know this"; no list of capabilities ('a') makes apcupsd try each question. */
    private @Nullable String answer(char question) {
        State now = state;
        return switch (question) {
            case 'Q' -> String.format("%02X", (now.onBattery ? 0x10 : 0x08) | (now.lowBattery ? 0x40 : 0));
            case 'G' -> String.valueOf(now.transferCause);
            case 'L', 'M', 'N' -> number("%05.1f", now.onBattery ? 0 : 230.4);
            case 'O' -> "230.4";
            case 'f' -> number("%05.1f", now.charge);
            case 'B' -> "27.60";
            case 'P' -> number("%05.1f", now.load);
            case 'j' -> String.format("%04d:", now.minutes);
            case 'K', '@', 'Z' -> null;
            default -> FIXED.getOrDefault(question, "NA");
        };
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private void tellAll(String text) {
        if (mute) {
            return;
        }
        for (Socket line : lines) {
            try {
                tell(line, text);
            } catch (IOException e) {
                lines.remove(line);
            }
        }
    }

    private synchronized void tell(Socket line, String text) throws IOException {
        OutputStream out = line.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() {
        server.close();
    }
}
