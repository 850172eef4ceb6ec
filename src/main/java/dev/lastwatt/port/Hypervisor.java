package dev.lastwatt.port;

import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.GuestStatus;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.stoptime.HostEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The host's hypervisor. Every call takes a bounded time; calls may come from several threads at once, and one that hangs does
 * not hold up the others.
 */
public interface Hypervisor extends AutoCloseable {

    /** What it is, for people. */
    String name();

    /**
     * Every guest, with what the planner needs to know.
     *
     * @throws HypervisorException if it cannot be had
     */
    Inventory inventory();

    /**
     * The present state of these guests, read afresh and not from a cache. A guest that no longer exists is left out.
     *
     * @throws HypervisorException if it cannot be had
     */
    List<GuestStatus> states(Collection<GuestId> ids);

    /**
     * Asks one guest to stop, after reading its state afresh, and returns without waiting for the stop to end. Never chooses
     * another method by itself.
     */
    ActionAnswer stop(GuestId id, StopMethod method, String reason);

    /** Asks one guest to start, after reading its state afresh, and returns without waiting for it to boot. */
    ActionAnswer start(GuestId id);

    /**
     * What the host's event logs tell of past stops and starts, of guests and of the host itself, in no order; empty where there are
     * no such logs. May take longer than other calls, and a minute at most.
     *
     * @param since nothing older
     * @param most at most so many of each log, the newest
     * @throws HypervisorException if it cannot be had
     */
    default List<HostEvent> history(Instant since, int most) {
        return List.of();
    }

    /**
     * The addresses that guests say they have; only those that run and tell any. May take 20 s, and holds up no other call.
     *
     * @throws HypervisorException if they cannot be had
     */
    default Map<GuestId, Set<String>> addresses() {
        return Map.of();
    }

    /** Whether it can run commands in guests. */
    default boolean runsInGuests() {
        return false;
    }

    /** Runs a command in a guest and waits for its end, never much longer than that. Does not throw. */
    default PreStopAnswer runInGuest(GuestId id, GuestCommand command, Duration within) {
        return PreStopAnswer.notRun(Duration.ZERO, name() + " cannot run commands in guests");
    }

    /** Its settings of guests, to be changed. One that has none refuses. */
    default GuestSettings settings() {
        return (id, setting, value) -> new SettingAnswer.Refused(
                ActionAnswer.Cause.FAILED, name() + " has no " + setting.property() + " that could be set");
    }

    /** Gives back what it holds; child processes are ended. */
    @Override
    void close();
}
