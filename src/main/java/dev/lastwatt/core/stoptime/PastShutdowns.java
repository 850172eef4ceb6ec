package dev.lastwatt.core.stoptime;

import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.Heartbeat;
import dev.lastwatt.core.guest.StopMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the event logs teach about past shutdowns of the host: how long it took, and how long each guest that it had to stop.
 *
 * <p>A shutdown begins at the earliest of 1074 (somebody asked for it) and 109 (the kernel began), and ends at 13 of Kernel-General.
 * A beginning that no boot follows, and another one more than an hour later, was called off. What the next boot finds (41, 6008)
 * tells that the power went before the end, or, where nothing had begun, in the middle of work.
 *
 * <p>Of a guest the first stop counts that lies between the beginning and the next boot, and not more than {@link #LONGEST} after the
 * beginning: 18504 and 18508 a shutdown, 18510 a save, 18502 a turning off, by which the automatic stop action cut off what it had
 * begun. A guest whose automatic stop action is to be turned off is no sample then, and a guest without an event neither: nobody knows
 * how long it would have taken, or when it was cut. The logs do not tell how much memory a guest had: what it has now is taken.
 */
public final class PastShutdowns {

    /** A stop later than this belongs to no shutdown, and no shutdown is begun in two goes further apart. */
    static final Duration LONGEST = Duration.ofHours(1);

    /** The events of one boot come within this time; nobody boots twice in it. */
    private static final Duration BOOT_TELLS_WITHIN = Duration.ofMinutes(3);

    private static final String SYSTEM = "System";
    private static final Set<Integer> ASKED = Set.of(1074, 109);
    private static final Set<Integer> BOOTED = Set.of(12, 6005, 41, 6008);
    private static final Set<Integer> POWER_WENT = Set.of(41, 6008);
    private static final int KERNEL_STOPPED = 13;
    private static final int TURNED_OFF = 18502;
    private static final int SAVED = 18510;
    private static final Set<Integer> SHUT_DOWN = Set.of(18504, 18508);

    private final Map<GuestId, Guest> guests;
    private final List<HostEvent> host;
    private final List<HostEvent> stops;
    private final List<StopSample> samples = new ArrayList<>();
    private final List<HostShutdown> shutdowns = new ArrayList<>();

    private PastShutdowns(Collection<HostEvent> events, Collection<Guest> guests) {
        this.guests = guests.stream().collect(Collectors.toMap(Guest::id, Function.identity(), (a, b) -> a));
        List<HostEvent> inOrder =
                events.stream().sorted(Comparator.comparing(HostEvent::time)).toList();
        this.host = inOrder.stream().filter(e -> e.log().equals(SYSTEM)).toList();
        this.stops = inOrder.stream()
                .filter(e -> !e.log().equals(SYSTEM) && e.guest() != null && isStop(e.id()))
                .toList();
    }

    /** What was found, oldest first. */
    public record Found(List<StopSample> samples, List<HostShutdown> shutdowns) {

        /** Copies the lists. */
        public Found {
            samples = List.copyOf(samples);
            shutdowns = List.copyOf(shutdowns);
        }
    }

    /**
     * Reads the events.
     *
     * @param events those of System are taken to come from the providers that their numbers belong to
     * @param guests the guests there are now; of others nothing is learned
     */
    public static Found of(Collection<HostEvent> events, Collection<Guest> guests) {
        PastShutdowns past = new PastShutdowns(events, guests);
        past.read();
        return new Found(past.samples, past.shutdowns);
    }

    private void read() {
        Instant began = null;
        Instant stoppedAt = null;
        Boot boot = null;
        for (int i = 0; i < host.size(); i++) {
            HostEvent event = host.get(i);
            if (ASKED.contains(event.id()) && stoppedAt == null) {
                boolean calledOff =
                        began != null && Duration.between(began, event.time()).compareTo(LONGEST) > 0;
                began = began == null || calledOff ? event.time() : began;
            } else if (event.id() == KERNEL_STOPPED && began != null) {
                stoppedAt = event.time();
            } else if (BOOTED.contains(event.id())) {
                boot = boot != null && boot.hasEvent(event) ? boot : new Boot(event.time(), began != null);
                if (began != null) {
                    shutdown(began, stoppedAt, event.time(), i);
                }
                began = null;
                stoppedAt = null;
                if (POWER_WENT.contains(event.id()) && !boot.afterShutdown) {
                    cut(boot);
                    boot = new Boot(boot.at, true);
                }
            }
        }
        if (began != null && stoppedAt != null) {
            shutdown(began, stoppedAt, null, host.size());
        }
    }

    /**
     * A boot.
     *
     * @param afterShutdown whether a shutdown went before it, or is known to be missing
     */
    private record Boot(Instant at, boolean afterShutdown) {

        boolean hasEvent(HostEvent event) {
            return Duration.between(at, event.time()).compareTo(BOOT_TELLS_WITHIN) <= 0;
        }
    }

    private void cut(Boot boot) {
        shutdowns.add(new HostShutdown(
                boot.at, null, Duration.ZERO, HostShutdown.Ending.CUT, HostShutdown.Source.EVENT_LOG, null));
    }

    /** One shutdown, with the guests that it stopped. */
    private void shutdown(Instant began, @Nullable Instant stoppedAt, @Nullable Instant bootedAt, int from) {
        Map<GuestId, HostEvent> first = new LinkedHashMap<>();
        for (HostEvent stop : stops) {
            boolean during = !stop.time().isBefore(began)
                    && !stop.time().isAfter(began.plus(LONGEST))
                    && (bootedAt == null || stop.time().isBefore(bootedAt));
            GuestId guest = stop.guest();
            if (during && guest != null) {
                first.putIfAbsent(guest, stop);
            }
        }
        Duration last = Duration.ZERO;
        for (HostEvent stop : first.values()) {
            Duration after = Duration.between(began, stop.time());
            last = after.compareTo(last) > 0 ? after : last;
        }
        first.forEach((guest, stop) -> sample(began, guest, stop, first.keySet()));
        boolean ranOut = stoppedAt == null && bootedAt != null && powerWent(from, bootedAt);
        shutdowns.add(new HostShutdown(
                began,
                stoppedAt == null ? null : Duration.between(began, stoppedAt),
                last,
                stoppedAt != null
                        ? HostShutdown.Ending.STOPPED
                        : ranOut ? HostShutdown.Ending.RAN_OUT : HostShutdown.Ending.UNKNOWN,
                HostShutdown.Source.EVENT_LOG,
                null));
    }

    /** Whether this boot says so: it may take a while until it does, but not until the next shutdown. */
    private boolean powerWent(int from, Instant bootedAt) {
        for (HostEvent event : host.subList(from, host.size())) {
            if (ASKED.contains(event.id()) || event.time().isAfter(bootedAt.plus(LONGEST))) {
                return false;
            }
            if (POWER_WENT.contains(event.id())) {
                return true;
            }
        }
        return false;
    }

    private void sample(Instant began, GuestId id, HostEvent stop, Set<GuestId> together) {
        Guest guest = guests.get(id);
        Duration took = Duration.between(began, stop.time());
        if (guest == null || took.isZero()) {
            return;
        }
        boolean cutOff = stop.id() == TURNED_OFF;
        if (cutOff && guest.stopAction().equals("TurnOff")) {
            return;
        }
        boolean saved = stop.id() == SAVED || (cutOff && guest.stopAction().equals("Save"));
        samples.add(new StopSample(
                id,
                saved ? StopMethod.SAVE : StopMethod.SHUTDOWN,
                began,
                took,
                cutOff ? StopEnding.CUT_OFF : StopEnding.STOPPED,
                StopCause.HOST_SHUTDOWN,
                guest.memoryBytes(),
                besides(guest, together),
                Heartbeat.UNKNOWN));
    }

    /** The host stops all of its guests at once. */
    private int besides(Guest guest, Set<GuestId> together) {
        Set<GuestId> others = new HashSet<>(together);
        others.remove(guest.id());
        return (int) others.stream()
                .map(guests::get)
                .filter(g -> g != null && g.volume().equals(guest.volume()))
                .count();
    }

    private static boolean isStop(int id) {
        return id == TURNED_OFF || id == SAVED || SHUT_DOWN.contains(id);
    }
}
