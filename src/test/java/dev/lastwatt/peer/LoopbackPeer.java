package dev.lastwatt.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A TCP server on a free loopback port that does what a test wants with each connection. */
public final class LoopbackPeer implements AutoCloseable {

    /** What the server does with a connection; it hangs up when this ends. */
    @FunctionalInterface
    public interface Conversation {

        /** Talks; an exception means the other end is gone. */
        void with(Socket socket) throws IOException;
    }

    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Conversation conversation;

    /** Listens on 127.0.0.1. */
    public LoopbackPeer(Conversation conversation) {
        this("127.0.0.1", conversation);
    }

    /** Listens on this address. */
    public LoopbackPeer(String address, Conversation conversation) {
        this.conversation = conversation;
        try {
            server = new ServerSocket(0, 50, InetAddress.getByName(address));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept, "peer-" + port());
    }

    /** What it does with the connections from now on. */
    public void nowDoes(Conversation other) {
        conversation = other;
    }

    /** Where it listens. */
    public int port() {
        return server.getLocalPort();
    }

    /** How many connections there have been. */
    public int connections() {
        return connections.get();
    }

    /** Cuts every connection, as a restart does. */
    public void hangUp() {
        open.forEach(LoopbackPeer::closeQuietly);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                open.add(socket);
                start(() -> talk(socket), "peer-connection");
            } catch (IOException e) {
                return;
            }
        }
    }

    private void talk(Socket socket) {
        try (socket) {
            conversation.with(socket);
        } catch (IOException e) {
            // The client has hung up, as some of these tests want it to.
        } finally {
            open.remove(socket);
        }
    }

    private static void start(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        hangUp();
    }
}
