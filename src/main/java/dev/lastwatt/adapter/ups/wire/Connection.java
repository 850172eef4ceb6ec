package dev.lastwatt.adapter.ups.wire;

import dev.lastwatt.core.power.ContactLoss;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A TCP connection on which every read ends at a deadline. What it sends is small, so that writing does not block. */
public final class Connection implements AutoCloseable {

    private final DeadlineSocket socket;
    private Socket top;
    private BoundedInput in;
    private OutputStream out;

    private Connection(DeadlineSocket socket) throws IOException {
        this.socket = socket;
        this.top = socket;
        this.in = new BoundedInput(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    /**
     * Connects to the first of the host's addresses that accepts, in the time allowed for all of them together.
     *
     * @throws ContactLost if none does
     */
    public static Connection open(Endpoint to, NameLookup lookup, Duration connectTimeout, Deadline by) {
        Deadline connected = by.orIn(connectTimeout);
        List<InetAddress> addresses = lookup.addresses(connected);
        ContactLost lost = silent(to);
        for (int i = 0; i < addresses.size() && !connected.isOver(); i++) {
            int share = Math.max(1, connected.remainingMillis() / (addresses.size() - i));
            DeadlineSocket socket = new DeadlineSocket(by);
            try {
                socket.setTcpNoDelay(true);
                socket.connect(new InetSocketAddress(addresses.get(i), to.port()), share);
                return new Connection(socket);
            } catch (ConnectException e) {
                lost = String.valueOf(e.getMessage()).contains("timed out") ? silent(to) : refused(to);
                closeQuietly(socket);
            } catch (IOException e) {
                closeQuietly(socket);
            }
        }
        throw lost;
    }

    /** Begins an exchange: sends this, and allows an answer of so many bytes until the deadline. */
    public BoundedInput ask(String request, int mostBytes, Deadline by) {
        if (in.isAhead()) {
            throw ContactLost.because(ContactLoss.GARBLED, "the server talks unasked", UpsSetting.ADDRESS);
        }
        socket.deadline(by);
        in.begin(mostBytes);
        try {
            out.write(request.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw ContactLost.hungUp();
        }
        return in;
    }

    /**
     * Goes on encrypted, after the peer has agreed to.
     *
     * @throws ContactLost if the peer's certificate is not trusted or not its own, or what comes is not TLS
     */
    public void encrypt(SSLContext trust, Endpoint as) {
        if (in.isAhead()) {
            // Said in the clear and read as if it had been said under TLS: how STARTTLS has been fooled before.
            throw ContactLost.because(ContactLoss.GARBLED, "the server goes on in the clear", UpsSetting.TLS);
        }
        try {
            SSLSocket tls = (SSLSocket) trust.getSocketFactory().createSocket(socket, as.host(), as.port(), true);
            top = tls;
            TlsHandshake.run(tls);
            in = new BoundedInput(tls.getInputStream());
            out = tls.getOutputStream();
        } catch (IOException e) {
            throw TlsHandshake.failed(e, as, socket.deadline());
        }
    }

    /** Says a last word, if it can be said, and hangs up. */
    public void close(String goodbye) {
        try {
            out.write(goodbye.getBytes(StandardCharsets.US_ASCII));
            out.flush();
        } catch (IOException e) {
            // Gone already, which is what the word was to achieve.
        }
        close();
    }

    @Override
    public void close() {
        socket.deadline(Deadline.in(Duration.ZERO));
        closeQuietly(top);
        closeQuietly(socket);
    }

    private static ContactLost refused(Endpoint to) {
        return ContactLost.because(ContactLoss.REFUSED, "nobody listens at " + to, UpsSetting.ADDRESS);
    }

    private static ContactLost silent(Endpoint to) {
        return ContactLost.because(
                ContactLoss.SILENT, "no connection to " + to + " in the time allowed", UpsSetting.ADDRESS);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing more can be done for it, and nothing depends on it.
        }
    }
}
