package dev.lastwatt.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A NUT driver: serves the UNIX socket that upsd connects to, so that a genuine upsd shows at once what a test says. The protocol
 * is that of NUT's {@code docs/sock-protocol.txt}.
 */
final class NutDriver implements AutoCloseable {

    private final Map<String, String> variables = new ConcurrentSkipListMap<>();
    private final CopyOnWriteArrayList<SocketChannel> servers = new CopyOnWriteArrayList<>();
    private final ServerSocketChannel listening;
    private volatile boolean stale;
    private volatile boolean mute;

    NutDriver(Path socket, Map<String, String> variables) {
        this.variables.putAll(variables);
        try {
            Files.deleteIfExists(socket);
            listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            listening.bind(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    void set(String name, String value) {
        variables.put(name, value);
        tellAll("SETINFO " + name + " " + quoted(value));
    }

    void remove(String name) {
        variables.remove(name);
        tellAll("DELINFO " + name);
    }

    void stale(boolean now) {
        stale = now;
        tellAll(now ? "DATASTALE" : "DATAOK");
    }

    /** Hangs: says nothing any more, not even that it lives. */
    void mute(boolean now) {
        mute = now;
    }

    private void accept() {
        while (listening.isOpen()) {
            try {
                SocketChannel server = listening.accept();
                servers.add(server);
                daemon(() -> serve(server));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(SocketChannel server) {
        try (Scanner lines = new Scanner(Channels.newReader(server, StandardCharsets.UTF_8))) {
            while (lines.hasNextLine()) {
                String line = lines.nextLine();
                if (line.startsWith("DUMPALL")) {
                    variables.forEach((name, value) -> tell(server, "SETINFO " + name + " " + quoted(value)));
                    tell(server, stale ? "DATASTALE" : "DATAOK");
                    tell(server, "DUMPDONE");
                } else if (line.startsWith("PING")) {
                    tell(server, "PONG");
                }
            }
        }
        servers.remove(server);
    }

    private void tellAll(String line) {
        servers.forEach(server -> tell(server, line));
    }

    private synchronized void tell(SocketChannel server, String line) {
        if (mute) {
            return;
        }
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(line + "\n");
            while (bytes.hasRemaining()) {
                server.write(bytes);
            }
        } catch (IOException e) {
            servers.remove(server);
        }
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "nut-driver");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (SocketChannel server : servers) {
                server.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
