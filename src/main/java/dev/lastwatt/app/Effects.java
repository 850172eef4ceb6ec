package dev.lastwatt.app;

import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.port.PreStopCommands;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the engine has done outside of itself. Every call returns at once; the answers come back to the engine later, on its own
 * thread.
 */
public interface Effects {

    /** Ask a guest to stop. */
    void stop(GuestId guest, StopMethod method, String reason);

    /**
     * Why that command, which the policy names, could not be run before a guest is stopped, as the end of a sentence about it; null
     * where it could.
     */
    default @Nullable String preStopLacks(String command) {
        return PreStopCommands.NONE.lacks(command);
    }

    /**
     * Run that command for a guest that is about to be stopped.
     *
     * @param within when it is ended, whatever it does
     * @throws IllegalStateException where there are no commands
     */
    default void preStop(GuestId guest, String command, Duration within) {
        throw new IllegalStateException("no commands here");
    }

    /** Ask a guest to start. */
    void start(GuestId guest);

    /** Ask the host to shut down. */
    void shutDownHost(String reason);

    /**
     * Have the UPS run on its battery by a command of its own, or end that.
     *
     * @throws IllegalStateException where there is no UPS to be told
     */
    default void testBattery(boolean on) {
        throw new IllegalStateException("no UPS here that can be told to test its battery");
    }

    /** Read the inventory afresh. */
    void refresh();
}
