package dev.lastwatt.adapter.ups.snmp;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Rings when a packet comes from the agent's address at the port for traps. The packet is not even looked into: a trap can be forged,
 * so all it may do is cause a reading a little early, and not more often than that is harmless.
 */
final class TrapBell implements AutoCloseable {

    private static final Duration QUIET = Duration.ofMillis(250);

    private final DatagramSocket socket;
    private final Runnable ring;
    private volatile @Nullable InetAddress expected;

    private TrapBell(DatagramSocket socket, Runnable ring) {
        this.socket = socket;
        this.ring = ring;
    }

    /**
     * Listens on a thread of its own.
     *
     * @throws IllegalArgumentException if the port cannot be had; the message names the setting
     */
    static TrapBell at(int port, Runnable ring) {
        try {
            TrapBell bell = new TrapBell(new DatagramSocket(port), ring);
            Thread thread = new Thread(bell::listen, "lastwatt-traps");
            thread.setDaemon(true);
            thread.start();
            return bell;
        } catch (SocketException e) {
            throw new IllegalArgumentException(
                    "lastwatt.ups.snmp.trap-port: UDP port " + port + " cannot be had (" + e.getMessage()
                            + "); another program may receive traps there, and ports below 1024 may need rights",
                    e);
        }
    }

    /** From now on only this address counts. */
    void expect(InetAddress agent) {
        expected = agent;
    }

    private void listen() {
        byte[] ignored = new byte[1];
        long last = System.nanoTime() - QUIET.toNanos();
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(ignored, ignored.length);
            try {
                socket.receive(packet);
            } catch (IOException e) {
                continue;
            }
            long now = System.nanoTime();
            if (packet.getAddress().equals(expected) && now - last >= QUIET.toNanos()) {
                last = now;
                ring.run();
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
