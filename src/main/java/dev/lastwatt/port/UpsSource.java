package dev.lastwatt.port;

import dev.lastwatt.core.power.SourceAnswer;
import dev.lastwatt.core.power.UpsDevice;
import java.util.List;
import java.util.Optional;

/** Where readings of one UPS come from. Used by one thread at a time. */
public interface UpsSource extends AutoCloseable {

    /** What it is and where, for people, such as {@code nut://127.0.0.1:3493/sim}. */
    String name();

    /**
     * Asks once. Takes a bounded time, which each source states, and never throws: a peer that fails is an answer too. A source
     * keeps its connection between calls and mends it by itself.
     */
    SourceAnswer read();

    /**
     * The last lines of the UPS server's own log, oldest first; empty where it keeps none or they cannot be had. Called by the thread
     * that reads, and takes no longer than a read.
     */
    default List<String> recentEvents() {
        return List.of();
    }

    /**
     * What the device called itself in the latest answer; empty where it did not say, or was not asked yet. Called by the thread that
     * reads, after a read, and asks nothing.
     */
    default Optional<UpsDevice> device() {
        return Optional.empty();
    }

    /** Gives the connection or the device back. */
    @Override
    void close();
}
