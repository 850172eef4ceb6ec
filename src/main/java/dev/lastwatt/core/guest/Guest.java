package dev.lastwatt.core.guest;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A virtual machine as the inventory shows it.
 *
 * @param id its identity
 * @param name for people; not unique
 * @param state state when the inventory was taken
 * @param memoryBytes memory assigned now; of a guest that is not running, what it starts with
 * @param volume the volume that a saved state would be written to
 * @param shutdownService whether it would obey a request to shut down
 * @param heartbeat whether its operating system is alive
 * @param clustered a failover cluster decides over it
 * @param replica a replica of a guest elsewhere: not to be started
 * @param busyWith another operation that is under way (backup, checkpoint, merge), in Hyper-V's word, or null
 * @param cannotSave why a saved state is impossible (assigned device, GPU partition, nested guests), or null
 * @param stopAction Hyper-V's automatic stop action, by its name
 * @param startAction Hyper-V's automatic start action, by its name
 * @param startDelaySeconds Hyper-V's automatic start delay, in seconds as its setting is
 * @param traits further words found out about it, such as {@code iscsi-initiator}
 * @param notes its notes
 */
public record Guest(
        GuestId id,
        String name,
        GuestState state,
        long memoryBytes,
        String volume,
        ShutdownService shutdownService,
        Heartbeat heartbeat,
        boolean clustered,
        boolean replica,
        @Nullable String busyWith,
        @Nullable String cannotSave,
        String stopAction,
        String startAction,
        int startDelaySeconds,
        Set<String> traits,
        String notes) {

    /** Copies the traits. */
    public Guest {
        traits = Set.copyOf(traits);
    }

    /** A running guest with working integration services and nothing special about it. */
    public static Guest running(GuestId id, String name, long memoryBytes, String volume) {
        return new Guest(
                id,
                name,
                GuestState.RUNNING,
                memoryBytes,
                volume,
                ShutdownService.OK,
                Heartbeat.OK,
                false,
                false,
                null,
                null,
                "Save",
                "StartIfRunning",
                0,
                Set.of(),
                "");
    }

    /** The same guest in another state. */
    public Guest withState(GuestState now) {
        return new Guest(
                id,
                name,
                now,
                memoryBytes,
                volume,
                shutdownService,
                heartbeat,
                clustered,
                replica,
                busyWith,
                cannotSave,
                stopAction,
                startAction,
                startDelaySeconds,
                traits,
                notes);
    }
    /** The same guest with another heartbeat. */
    public Guest withHeartbeat(Heartbeat now) {
        return new Guest(
                id,
                name,
                state,
                memoryBytes,
                volume,
                shutdownService,
                now,
                clustered,
                replica,
                busyWith,
                cannotSave,
                stopAction,
                startAction,
                startDelaySeconds,
                traits,
                notes);
    }

    /** The same guest, its files on another volume. */
    public Guest onVolume(String other) {
        return new Guest(
                id,
                name,
                state,
                memoryBytes,
                other,
                shutdownService,
                heartbeat,
                clustered,
                replica,
                busyWith,
                cannotSave,
                stopAction,
                startAction,
                startDelaySeconds,
                traits,
                notes);
    }

    /** The same guest with another state of its shutdown service. */
    public Guest withShutdownService(ShutdownService service) {
        return new Guest(
                id,
                name,
                state,
                memoryBytes,
                volume,
                service,
                heartbeat,
                clustered,
                replica,
                busyWith,
                cannotSave,
                stopAction,
                startAction,
                startDelaySeconds,
                traits,
                notes);
    }
}
