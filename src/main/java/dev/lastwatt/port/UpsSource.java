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

    /**
     * Has this called, on any thread, when something suggests that a reading at once is worth it, such as a trap of the device.
     * Called once, before the first read; nothing comes of it where a source hears of nothing by itself.
     *
     * @throws IllegalArgumentException if what would be listened at cannot be had; the message names the setting
     */
    default void onHint(Runnable readNow) {}

    /**
     * How this UPS is had to run on its battery; empty where that cannot be said from here. Asks the device, takes as long as a read, and
     * may be called by any thread.
     */
    default Optional<BatteryTest> batteryTest() {
        return Optional.empty();
    }

    /** Gives the connection or the device back. */
    @Override
    void close();
}
