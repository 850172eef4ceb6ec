package dev.lastwatt.adapter.scenario.product;

import dev.lastwatt.adapter.scenario.Known;
import dev.lastwatt.adapter.scenario.Known.KnownGuest;
import dev.lastwatt.adapter.scenario.Known.Method;
import dev.lastwatt.adapter.scenario.Known.Outcome;
import dev.lastwatt.adapter.scenario.Known.PastStop;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.Heartbeat;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.guest.Volume;
import dev.lastwatt.core.stoptime.StopCause;
import dev.lastwatt.core.stoptime.StopEnding;
import dev.lastwatt.core.stoptime.StopSample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** What is known of a site, in the core's words. */
final class KnownHostSite {

    /** The power failure of every scenario. */
    static final Instant FAILURE = Instant.EPOCH;

    static final long MEGABYTE = 1L << 20;

    /**
     * The format does not say how much memory a past save wrote, perhaps long ago. The pace of a volume is stated; what today's memory
     * would make of such a save is not a measurement.
     */
    private static final long UNKNOWN_THEN = 0;

    private final Known known;

    KnownHostSite(Known known) {
        this.known = known;
    }

    /** Guests are told apart by their number: names of a scenario are unique, those of a host are not. */
    static GuestId id(int guest) {
        return new GuestId(new UUID(0, guest + 1));
    }

    static int number(GuestId id) {
        return (int) id.value().getLeastSignificantBits() - 1;
    }

    /** Every guest runs, with working integration services. */
    Inventory inventory(Instant at) {
        List<Guest> guests = new ArrayList<>();
        for (int i = 0; i < known.guests().size(); i++) {
            KnownGuest guest = known.guests().get(i);
            guests.add(Guest.running(id(i), guest.name(), bytes(guest), guest.volume()));
        }
        List<Volume> volumes =
                known.volumes().stream().map(v -> new Volume(v.name(), -1)).toList();
        return new Inventory(at, "host", guests, volumes);
    }

    /** The past stops, oldest first. */
    List<StopSample> samples() {
        List<StopSample> samples = new ArrayList<>();
        for (int i = 0; i < known.guests().size(); i++) {
            KnownGuest guest = known.guests().get(i);
            for (PastStop stop : guest.stops()) {
                samples.add(sample(id(i), guest, stop));
            }
        }
        samples.sort(Comparator.comparing(StopSample::at));
        return samples;
    }

    private static StopSample sample(GuestId id, KnownGuest guest, PastStop stop) {
        return new StopSample(
                id,
                stop.method() == Method.SAVE ? StopMethod.SAVE : StopMethod.SHUTDOWN,
                FAILURE.minus(Duration.ofSeconds(Math.round(stop.daysAgo() * 86_400))),
                Duration.ofMillis(Math.max(1, Math.round(stop.seconds() * 1000))),
                stop.outcome() == Outcome.CUT_OFF ? StopEnding.HUNG : StopEnding.STOPPED,
                StopCause.RUN,
                stop.method() == Method.SAVE ? UNKNOWN_THEN : bytes(guest),
                0,
                Heartbeat.UNKNOWN);
    }

    private static long bytes(KnownGuest guest) {
        return Math.max(1, Math.round(guest.memoryMb() * MEGABYTE));
    }
}
