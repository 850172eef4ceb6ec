package dev.lastwatt.core.plan;

import dev.lastwatt.core.guest.Dependency;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.plan.WithoutUs.Ending;
import dev.lastwatt.core.plan.WithoutUs.Loss;
import dev.lastwatt.core.stoptime.StopTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What Hyper-V's service does with each guest when Windows goes down: the automatic stop action of all that run, at once (Microsoft's
 * note on the three minutes' warning, 2008), a shutdown by force that turns the guest off where it fails (its note on automatic
 * actions, 2008).
 */
final class AutomaticStops {

    private static final String TURNED_OFF = "Windows turns it off hard: ";

    private final PlanRequest request;
    private final List<Guest> up;

    AutomaticStops(PlanRequest request) {
        this.request = request;
        this.up = request.inventory().guests().stream()
                .filter(g -> !g.state().isDown())
                .toList();
    }

    /** What Hyper-V does with a guest, how long that would take without a limit, and what is lost by it. */
    private record Way(Guest guest, StopMethod method, StopTime time, Loss loss, String why) {
        Way worse(Loss other, String and) {
            return new Way(guest, method, time, loss.compareTo(other) >= 0 ? loss : other, why + and);
        }
    }

    List<Ending> endings() {
        List<Way> ways = up.stream().map(this::way).map(this::outOfOrder).toList();
        Map<GuestId, Duration> expected = saves(ways, StopTime::median);
        Map<GuestId, Duration> worst = saves(ways, StopTime::upper);
        return ways.stream()
                .map(w -> new Ending(
                        w.guest().id(),
                        w.guest().name(),
                        w.guest().stopAction(),
                        w.loss(),
                        end(w, w.time().median(), expected),
                        end(w, w.time().upper(), worst),
                        w.why()))
                .toList();
    }

    private Way way(Guest guest) {
        GuestState state = guest.state();
        if (guest.clustered()) {
            return turnOff(guest, Loss.POSSIBLE, "a failover cluster decides over it, not its stop action");
        }
        if (state.isGoingDown()) {
            boolean saving = state.name().contains("SAVING");
            return way(guest, saving ? StopMethod.SAVE : StopMethod.SHUTDOWN);
        }
        if (!state.isUp() && !state.isComingUp()) {
            return turnOff(guest, Loss.EXPECTED, TURNED_OFF + "its state is not one that can be acted on");
        }
        if (guest.busyWith() != null) {
            return turnOff(
                    guest,
                    Loss.EXPECTED,
                    "every change is refused while this goes on: " + guest.busyWith()
                            + "; if that lasts until the end, the power is cut under it");
        }
        return switch (guest.stopAction().toLowerCase(Locale.ROOT)) {
            case "save" -> save(guest);
            case "shutdown" -> shutDown(guest);
            case "turnoff" -> turnOff(guest, Loss.EXPECTED, TURNED_OFF + "that is its stop action");
            default -> turnOff(guest, Loss.EXPECTED, "its stop action is not known");
        };
    }

    private Way save(Guest guest) {
        String obstacle = guest.cannotSave();
        if (obstacle == null) {
            return way(guest, StopMethod.SAVE);
        }
        return obstacle.equals("nested-virtualization")
                ? way(guest, StopMethod.SAVE).worse(Loss.POSSIBLE, "; refused while guests run inside it")
                : turnOff(guest, Loss.EXPECTED, TURNED_OFF + "it cannot be saved (" + obstacle + ")");
    }

    private Way shutDown(Guest guest) {
        if (guest.state() != GuestState.RUNNING || !guest.shutdownService().obeys()) {
            return turnOff(
                    guest,
                    Loss.EXPECTED,
                    TURNED_OFF
                            + (guest.state() == GuestState.PAUSED
                                    ? "it is paused and cannot hear a request to shut down"
                                    : "its shutdown service does not answer"));
        }
        return way(guest, StopMethod.SHUTDOWN);
    }

    private Way way(Guest guest, StopMethod method) {
        StopTime time = request.times().estimate(guest, method);
        if (method == StopMethod.SAVE) {
            return new Way(guest, method, time, Loss.NONE, "is saved");
        }
        Duration limit = WithoutUs.SHUTDOWN_LIMIT;
        String turnedOff = "; Windows turns it off hard after " + limit.toSeconds() + " s";
        if (time.median().compareTo(limit) > 0) {
            return new Way(guest, method, time, Loss.EXPECTED, "usually takes longer to shut down" + turnedOff);
        }
        return time.upper().compareTo(limit) > 0
                ? new Way(guest, method, time, Loss.POSSIBLE, "may take longer to shut down" + turnedOff)
                : new Way(guest, method, time, Loss.NONE, "is shut down");
    }

    private Way turnOff(Guest guest, Loss loss, String why) {
        return new Way(guest, StopMethod.TURN_OFF, request.times().estimate(guest, StopMethod.TURN_OFF), loss, why);
    }

    /** Nothing makes Hyper-V wait with a server for its clients. */
    private Way outOfOrder(Way way) {
        String servers = request.graph().serversOf(way.guest().id()).stream()
                .filter(d -> d.kind() == Dependency.Kind.HARD)
                .flatMap(d -> up.stream().filter(g -> g.id().equals(d.on())))
                .map(Guest::name)
                .sorted()
                .collect(Collectors.joining(", "));
        return servers.isEmpty()
                ? way
                : way.worse(Loss.POSSIBLE, "; its disk lives on " + servers + ", which goes down at the same time");
    }

    private static Duration end(Way way, Duration alone, Map<GuestId, Duration> saves) {
        return switch (way.method()) {
            case SAVE -> saves.getOrDefault(way.guest().id(), alone);
            case SHUTDOWN -> alone.compareTo(WithoutUs.SHUTDOWN_LIMIT) < 0 ? alone : WithoutUs.SHUTDOWN_LIMIT;
            case TURN_OFF -> Duration.ZERO;
        };
    }

    /**
     * When each save ends if all on a volume share its pace evenly: the shortest ends after n times its own length, and the others
     * go on with one fewer.
     */
    private static Map<GuestId, Duration> saves(List<Way> ways, Function<StopTime, Duration> length) {
        Map<String, List<Way>> byVolume = ways.stream()
                .filter(w -> w.method() == StopMethod.SAVE)
                .collect(Collectors.groupingBy(w -> w.guest().volume()));
        Map<GuestId, Duration> ends = new HashMap<>();
        for (List<Way> together : byVolume.values()) {
            List<Way> shortestFirst = new ArrayList<>(together);
            shortestFirst.sort(Comparator.comparing(w -> length.apply(w.time())));
            Duration end = Duration.ZERO;
            Duration before = Duration.ZERO;
            int left = shortestFirst.size();
            for (Way way : shortestFirst) {
                Duration own = length.apply(way.time());
                end = end.plus(own.minus(before).multipliedBy(left--));
                before = own;
                ends.put(way.guest().id(), end);
            }
        }
        return ends;
    }
}
