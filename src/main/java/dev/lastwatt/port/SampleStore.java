package dev.lastwatt.port;

import dev.lastwatt.core.power.DischargeSample;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.stoptime.HostShutdown;
import dev.lastwatt.core.stoptime.StopSample;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Keeps the measured stops, of guests and of the host. {@link #add}, {@link #all}, {@link #keep} and {@link #hostShutdowns} never throw:
 * what cannot be kept is lost and logged, never a reason to fail.
 */
public interface SampleStore {

    /**
     * Keeps one sample. One of the same guest, method and beginning is kept once; a stop that ended takes the place of one whose
     * observation ended before.
     */
    void add(StopSample sample);

    /** Every sample, oldest first. */
    List<StopSample> all();

    /**
     * Keeps all of these or none, and waits for it: not for the engine's own thread. Those that are there already are left as they are.
     *
     * @param superseded samples of the same stops that these know better, to be forgotten
     * @return how many were new
     * @throws IllegalStateException with a message for people, if the store does not take them
     */
    default int addAll(Collection<StopSample> samples, Collection<StopSample> superseded) {
        samples.forEach(this::add);
        return samples.size();
    }

    /** Keeps a shutdown of the host, in place of the one of the same source and beginning. */
    default void keep(HostShutdown shutdown) {
        // A store of guests' stops only.
    }

    /**
     * Keeps a reading of a discharge or self-test, for good. Like {@link #add} it never throws.
     *
     * @param ups the name of the UPS, empty where there is only one
     */
    default void keep(String ups, DischargeSample sample) {
        // A store of guests' stops only.
    }

    /**
     * Keeps a reading on the mains. Those older than a month are thinned to one an hour, once a day. Like {@link #add} it never throws.
     */
    default void keepOnMains(String ups, Reading reading) {
        // A store of guests' stops only.
    }

    /** How many readings on the mains there are of that UPS. */
    default int mainsReadings(String ups) {
        return 0;
    }

    /** How many discharges and self-tests of that UPS there are readings of. */
    default int discharges(String ups) {
        return 0;
    }

    /** The readings of the discharges of that UPS that began then or later, oldest first. */
    default List<DischargeSample> dischargeSamples(String ups, Instant since) {
        return List.of();
    }

    /** Every shutdown of the host, oldest first. */
    default List<HostShutdown> hostShutdowns() {
        return List.of();
    }
}
