package dev.lastwatt.adapter.ups.wire;

import dev.lastwatt.core.power.ContactLoss;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLException;

/**
 * What a peer sends, read with bounds on everything: bytes of a line, bytes of an exchange, and, through the socket beneath, time.
 * Text is taken as ISO 8859-1, which any byte is; who shows it filters it.
 */
public final class BoundedInput {

    private final InputStream in;
    private final byte[] buffer = new byte[4096];
    private int next;
    private int end;
    private int allowance;
    private boolean anything;

    BoundedInput(InputStream in) {
        this.in = in;
    }

    /** Begins an exchange whose answer has at most this many bytes. */
    public void begin(int mostBytes) {
        allowance = mostBytes;
        anything = false;
    }

    /**
     * The next byte, or -1 where the peer ended the stream after it had answered something.
     *
     * @throws ContactLost if the peer is late, hangs up unheard, or sends more than the exchange allows
     */
    public int next() {
        if (next == end && !fill()) {
            return -1;
        }
        if (--allowance < 0) {
            throw ContactLost.because(ContactLoss.GARBLED, "the answer does not end", UpsSetting.ADDRESS);
        }
        anything = true;
        return buffer[next++] & 0xff;
    }

    /**
     * The next line, without its LF or CR LF.
     *
     * @throws ContactLost as for {@link #next()}, and if the line is longer than this or the stream ends in it
     */
    public String line(int mostBytes) {
        StringBuilder line = new StringBuilder();
        while (true) {
            int b = next();
            if (b == '\n') {
                break;
            }
            if (b < 0) {
                throw ContactLost.because(ContactLoss.GARBLED, "the answer ends in its middle", UpsSetting.ADDRESS);
            }
            if (line.length() == mostBytes) {
                String begins = line.substring(0, Math.min(40, line.length()));
                throw ContactLost.because(
                        ContactLoss.GARBLED, "a line without end that begins '" + begins + "'", UpsSetting.ADDRESS);
            }
            line.append((char) b);
        }
        int last = line.length() - 1;
        return last >= 0 && line.charAt(last) == '\r' ? line.substring(0, last) : line.toString();
    }

    /**
     * Exactly so many bytes as text.
     *
     * @throws ContactLost as for {@link #next()}, and if the stream ends in them
     */
    public String exactly(int bytes) {
        byte[] text = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            int b = next();
            if (b < 0) {
                throw ContactLost.because(ContactLoss.GARBLED, "the answer ends in its middle", UpsSetting.ADDRESS);
            }
            text[i] = (byte) b;
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** Whether more has arrived than was read. */
    boolean isAhead() {
        return next < end;
    }

    private boolean fill() {
        try {
            int read = in.read(buffer, 0, buffer.length);
            if (read <= 0) {
                throw new EOFException();
            }
            next = 0;
            end = read;
            return true;
        } catch (IOException e) {
            if (isBy(InterruptedIOException.class, e)) {
                String seen =
                        anything ? "the answer is not complete in the time allowed" : "no answer in the time allowed";
                throw ContactLost.because(ContactLoss.SILENT, seen, UpsSetting.ADDRESS);
            }
            if (e instanceof SSLException && !isBy(SocketException.class, e)) {
                throw ContactLost.because(ContactLoss.GARBLED, "TLS fails: " + e.getMessage(), UpsSetting.TLS);
            }
            // A reset is an end like any other: which of the two arrives depends on what the peer had left unread.
            if (!anything) {
                throw ContactLost.hungUp();
            }
            return false;
        }
    }

    private static boolean isBy(Class<? extends IOException> kind, IOException failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (kind.isInstance(t)) {
                return true;
            }
        }
        return false;
    }
}
