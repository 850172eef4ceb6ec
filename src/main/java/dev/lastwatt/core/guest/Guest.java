package dev.lastwatt.core.guest;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A virtual machine as the inventory shows it.
 *
 * @param id its identity
 * @param name for people; not unique
 * @param memoryBytes memory assigned now; of a guest that is not running, what it starts with
 * @param volume the volume that a saved state would be written to
 * @param condition how it was when the inventory was taken
 * @param kind what it is like for good
 * @param automatic what Hyper-V does with it by itself
 * @param traits further words found out about it, such as {@code iscsi-initiator}
 * @param notes its notes
 */
public record Guest(
        GuestId id,
        String name,
        long memoryBytes,
        String volume,
        Condition condition,
        Kind kind,
        AutomaticActions automatic,
        Set<String> traits,
        String notes) {

    /** Copies the traits. */
    public Guest {
        traits = Set.copyOf(traits);
    }

    /**
     * What changes from one moment to the next.
     *
     * @param state its state
     * @param shutdownService whether it would obey a request to shut down
     * @param heartbeat whether its operating system is alive
     * @param busyWith another operation that is under way (backup, checkpoint, merge), in Hyper-V's word, or null
     */
    public record Condition(
            GuestState state,
            ShutdownService shutdownService,
            Heartbeat heartbeat,
            @Nullable String busyWith) {

        /** Running, with working integration services. */
        public static final Condition FINE = new Condition(GuestState.RUNNING, ShutdownService.OK, Heartbeat.OK, null);
    }

    /**
     * What it is like for good.
     *
     * @param clustered a failover cluster decides over it
     * @param replica a replica of a guest elsewhere: not to be started
     * @param cannotSave why a saved state is impossible (assigned device, GPU partition, nested guests), or null
     */
    public record Kind(
            boolean clustered, boolean replica, @Nullable String cannotSave) {

        /** Nothing special. */
        public static final Kind PLAIN = new Kind(false, false, null);
    }

    /**
     * Hyper-V's automatic actions.
     *
     * @param stop the stop action, by its name
     * @param start the start action, by its name
     * @param startDelaySeconds the start delay, in seconds as its setting is
     */
    public record AutomaticActions(String stop, String start, int startDelaySeconds) {

        /** What Hyper-V sets for a new guest. */
        public static final AutomaticActions USUAL = new AutomaticActions("Save", "StartIfRunning", 0);
    }

    /** A running guest with working integration services and nothing special about it. */
    public static Guest running(GuestId id, String name, long memoryBytes, String volume) {
        return new Guest(
                id, name, memoryBytes, volume, Condition.FINE, Kind.PLAIN, AutomaticActions.USUAL, Set.of(), "");
    }

    /** The same guest in another condition. */
    public Guest with(Condition now) {
        return new Guest(id, name, memoryBytes, volume, now, kind, automatic, traits, notes);
    }

    /** The same guest, of another kind. */
    public Guest with(Kind other) {
        return new Guest(id, name, memoryBytes, volume, condition, other, automatic, traits, notes);
    }

    /** The same guest with other automatic actions. */
    public Guest with(AutomaticActions others) {
        return new Guest(id, name, memoryBytes, volume, condition, kind, others, traits, notes);
    }

    /** The same guest with other traits. */
    public Guest with(Set<String> others) {
        return new Guest(id, name, memoryBytes, volume, condition, kind, automatic, others, notes);
    }

    /** The same guest, its files on another volume. */
    public Guest onVolume(String other) {
        return new Guest(id, name, memoryBytes, other, condition, kind, automatic, traits, notes);
    }

    /** The same guest with other notes. */
    public Guest withNotes(String others) {
        return new Guest(id, name, memoryBytes, volume, condition, kind, automatic, traits, others);
    }

    /** Its tags: the words of its notes that begin with {@code #}, in lower case and without that sign. */
    public Set<String> tags() {
        return Tags.in(notes);
    }

    /** The same guest in another state. */
    public Guest withState(GuestState now) {
        return with(new Condition(now, shutdownService(), heartbeat(), busyWith()));
    }

    /** The same guest with another heartbeat. */
    public Guest withHeartbeat(Heartbeat now) {
        return with(new Condition(state(), shutdownService(), now, busyWith()));
    }

    /** The same guest with another state of its shutdown service. */
    public Guest withShutdownService(ShutdownService now) {
        return with(new Condition(state(), now, heartbeat(), busyWith()));
    }

    /** {@link Condition#state}. */
    public GuestState state() {
        return condition.state();
    }

    /** {@link Condition#shutdownService}. */
    public ShutdownService shutdownService() {
        return condition.shutdownService();
    }

    /** {@link Condition#heartbeat}. */
    public Heartbeat heartbeat() {
        return condition.heartbeat();
    }

    /** {@link Condition#busyWith}. */
    public @Nullable String busyWith() {
        return condition.busyWith();
    }

    /** {@link Kind#clustered}. */
    public boolean clustered() {
        return kind.clustered();
    }

    /** {@link Kind#replica}. */
    public boolean replica() {
        return kind.replica();
    }

    /** {@link Kind#cannotSave}. */
    public @Nullable String cannotSave() {
        return kind.cannotSave();
    }

    /** {@link AutomaticActions#stop}. */
    public String stopAction() {
        return automatic.stop();
    }

    /** {@link AutomaticActions#start}. */
    public String startAction() {
        return automatic.start();
    }

    /** {@link AutomaticActions#startDelaySeconds}. */
    public int startDelaySeconds() {
        return automatic.startDelaySeconds();
    }
}
