package dev.lastwatt.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A NUT driver: serves the UNIX socket that upsd connects to, so that a genuine upsd shows at once what a test says. The protocol
 * is that of NUT's {@code docs/sock-protocol.txt}.
 */
final class NutDriver implements AutoCloseable {

    private final Map<String, String> variables = new ConcurrentSkipListMap<>();
    private final CopyOnWriteArrayList<SocketChannel> servers = new CopyOnWriteArrayList<>();
    private final Map<String, Runnable> commands = new ConcurrentSkipListMap<>();
    private final Selector selector;
    private final Thread thread;
    private volatile boolean stale;
    private volatile boolean mute;
    private volatile boolean ending;

    NutDriver(Path socket, Map<String, String> variables) {
        this.variables.putAll(variables);
        try {
            Files.deleteIfExists(socket);
            selector = Selector.open();
            ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            listening.bind(UnixDomainSocketAddress.of(socket));
            listening.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread = new Thread(this::serve, "nut-driver");
        thread.setDaemon(true);
        thread.start();
    }

    void set(String name, String value) {
        variables.put(name, value);
        tellAll("SETINFO " + name + " " + quoted(value));
    }

    void remove(String name) {
        variables.remove(name);
        tellAll("DELINFO " + name);
    }

    /** Takes a command from now on; what it does is done by the driver's thread. */
    void command(String name, Runnable does) {
        commands.put(name, does);
        tellAll("ADDCMD " + name);
    }

    void stale(boolean now) {
        stale = now;
        tellAll(now ? "DATASTALE" : "DATAOK");
    }

    /** Hangs: says nothing any more, not even that it lives. */
    void mute(boolean now) {
        mute = now;
    }

    /**
     * One thread reads, accepts and closes. A UNIX socket that one thread closes while another is about to wait in a read of it
     * can stay open for ever (seen on JDK 17).
     */
    private void serve() {
        try (selector) {
            while (!ending) {
                selector.select();
                for (SelectionKey key : selector.selectedKeys()) {
                    if (key.channel() instanceof ServerSocketChannel listening) {
                        accept(listening);
                    } else if (key.channel() instanceof SocketChannel server) {
                        listen(server);
                    }
                }
                selector.selectedKeys().clear();
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocketChannel listening) throws IOException {
        SocketChannel server = listening.accept();
        if (server != null) {
            server.configureBlocking(false).register(selector, SelectionKey.OP_READ);
            servers.add(server);
        }
    }

    /** Requests are short and wait for their answers: each comes in one piece. */
    private void listen(SocketChannel server) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(4096);
        int read;
        try {
            read = server.read(bytes);
        } catch (IOException e) {
            read = -1;
        }
        if (read < 0) {
            servers.remove(server);
            server.close();
            return;
        }
        for (String line :
                StandardCharsets.UTF_8.decode(bytes.flip()).toString().split("\n")) {
            if (line.startsWith("DUMPALL")) {
                variables.forEach((name, value) -> tell(server, "SETINFO " + name + " " + quoted(value)));
                commands.keySet().forEach(name -> tell(server, "ADDCMD " + name));
                tell(server, stale ? "DATASTALE" : "DATAOK");
                tell(server, "DUMPDONE");
            } else if (line.startsWith("INSTCMD ")) {
                commands.getOrDefault(line.split(" ", -1)[1], () -> {}).run();
            } else if (line.startsWith("PING")) {
                tell(server, "PONG");
            }
        }
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

    @Override
    public void close() {
        ending = true;
        selector.wakeup();
        try {
            thread.join(5000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
