package dev.lastwatt.port;

import dev.lastwatt.core.power.SourceAnswer;

/** Where readings of one UPS come from. Used by one thread at a time. */
public interface UpsSource extends AutoCloseable {

    /** What it is and where, for people, such as {@code nut://127.0.0.1:3493/sim}. */
    String name();

    /**
     * Asks once. Takes a bounded time, which each source states, and never throws: a peer that fails is an answer too. A source
     * keeps its connection between calls and mends it by itself.
     */
    SourceAnswer read();

    /** Gives the connection or the device back. */
    @Override
    void close();
}
