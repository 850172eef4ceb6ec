package dev.lastwatt.app;

import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.stoptime.HostEvent;
import dev.lastwatt.core.stoptime.PastShutdowns;
import dev.lastwatt.core.stoptime.StopCause;
import dev.lastwatt.core.stoptime.StopSample;
import dev.lastwatt.port.SampleStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Takes in what the event logs tell of the past, once each. Blocks as long as the store does: not for the engine's thread. */
public final class History {

    /** A stop that was watched until this long before the host went down was under way then. */
    private static final Duration NEAR = Duration.ofMinutes(2);

    private History() {}

    /**
     * Keeps what is new.
     *
     * @return how many stops of guests were new
     * @throws IllegalStateException if the store does not take them
     */
    public static int keep(Collection<HostEvent> events, Collection<Guest> guests, SampleStore store) {
        PastShutdowns.Found found = PastShutdowns.of(events, guests);
        List<StopSample> known = store.all();
        List<StopSample> fresh = new ArrayList<>();
        Set<StopSample> superseded = new HashSet<>();
        for (StopSample sample : found.samples()) {
            List<StopSample> same =
                    known.stream().filter(k -> isPartOf(k, sample)).toList();
            // A guest that we had asked before the host went down had a head start: that sample is the better one.
            boolean askedByUs = same.stream().anyMatch(k -> k.cause() == StopCause.RUN || k.cause() == StopCause.DRILL);
            if (!askedByUs) {
                fresh.add(sample);
                same.stream().filter(k -> k.cause() == StopCause.BY_HAND).forEach(superseded::add);
            }
        }
        int added = store.addAll(fresh, superseded);
        found.shutdowns().forEach(store::keep);
        return added;
    }

    /** Whether a stop that we watched was under way while the host went down. */
    private static boolean isPartOf(StopSample watched, StopSample past) {
        return watched.cause() != StopCause.HOST_SHUTDOWN
                && watched.guest().equals(past.guest())
                && !watched.at().isAfter(past.at().plus(past.took()))
                && !watched.at().plus(watched.took()).isBefore(past.at().minus(NEAR))
                && (watched.censored() || !watched.at().plus(watched.took()).isBefore(past.at()));
    }
}
