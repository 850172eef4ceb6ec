package dev.lastwatt.contract;

import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.ShutdownService;
import java.util.Set;
import java.util.UUID;

/**
 * A guest that a hypervisor under test shall have. Times are in simulated seconds.
 *
 * @param id its id, another one for each spec
 * @param name its name
 * @param state its state at the beginning
 * @param memoryMb its memory
 * @param volume where its saved state goes: {@link #ROOMY} or {@link #TIGHT}
 * @param shutdownSeconds how long its operating system takes to shut down
 * @param bootSeconds how long after a start until its heartbeat is there
 * @param shutdownService its shutdown integration service
 * @param faults how it misbehaves
 */
public record GuestSpec(
        GuestId id,
        String name,
        GuestState state,
        int memoryMb,
        String volume,
        int shutdownSeconds,
        int bootSeconds,
        ShutdownService shutdownService,
        Set<Fault> faults) {

    /** A volume with 200,000 MB free, written at 400 MB a second. */
    public static final String ROOMY = "C:";

    /** A volume with 1,000 MB free, written at 400 MB a second. */
    public static final String TIGHT = "D:";

    /** What every guest's notes are. */
    public static final String NOTES = "Orders, ask \u96fb\u6e90.\r\n#db #tier=gold";

    /** Ways to misbehave. */
    public enum Fault {
        /** Accepts a request to shut down and goes on running. */
        IGNORES_SHUTDOWN,
        /** Accepts a request to shut down and stays Stopping for ever. */
        HANGS_STOPPING,
        /** A backup is under way: every request is refused. */
        BACKING_UP,
        /** Its stop action can be changed only while it is off. */
        SETTINGS_LOCKED,
        /** A save fails after half its time; the guest runs on. */
        SAVE_FAILS
    }

    /** Copies the faults. */
    public GuestSpec {
        faults = Set.copyOf(faults);
    }

    /** A running guest with 4,096 MB, down after 20 s, up after 30 s. */
    public static GuestSpec running(String name) {
        return new GuestSpec(
                new GuestId(UUID.randomUUID()),
                name,
                GuestState.RUNNING,
                4_096,
                ROOMY,
                20,
                30,
                ShutdownService.OK,
                Set.of());
    }

    /** In another state at the beginning. */
    public GuestSpec in(GuestState other) {
        return new GuestSpec(id, name, other, memoryMb, volume, shutdownSeconds, bootSeconds, shutdownService, faults);
    }

    /** With other memory. */
    public GuestSpec withMemoryMb(int other) {
        return new GuestSpec(id, name, state, other, volume, shutdownSeconds, bootSeconds, shutdownService, faults);
    }

    /** On another volume. */
    public GuestSpec on(String other) {
        return new GuestSpec(id, name, state, memoryMb, other, shutdownSeconds, bootSeconds, shutdownService, faults);
    }

    /** Taking longer or shorter to shut down. */
    public GuestSpec downAfter(int seconds) {
        return new GuestSpec(id, name, state, memoryMb, volume, seconds, bootSeconds, shutdownService, faults);
    }

    /** Taking longer or shorter to boot. */
    public GuestSpec upAfter(int seconds) {
        return new GuestSpec(id, name, state, memoryMb, volume, shutdownSeconds, seconds, shutdownService, faults);
    }

    /** With its shutdown service in another state. */
    public GuestSpec withService(ShutdownService other) {
        return new GuestSpec(id, name, state, memoryMb, volume, shutdownSeconds, bootSeconds, other, faults);
    }

    /** With a fault. */
    public GuestSpec that(Fault fault) {
        return new GuestSpec(
                id, name, state, memoryMb, volume, shutdownSeconds, bootSeconds, shutdownService, Set.of(fault));
    }
}
