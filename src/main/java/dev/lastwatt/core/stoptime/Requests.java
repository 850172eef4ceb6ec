package dev.lastwatt.core.stoptime;

import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.StopMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What one guest that is not down yet was asked to do. */
final class Requests {

    private record Request(StopMethod method, Instant at) {}

    /** The guest as it was when it was last seen up. */
    final Guest guest;

    final StopCause cause;

    /** More went on than could be told apart. */
    boolean ambiguous;

    private final int others;
    private final List<Request> requests = new ArrayList<>();

    Requests(Guest guest, StopCause cause, int others) {
        this.guest = guest;
        this.cause = cause;
        this.others = others;
    }

    boolean byHand() {
        return cause == StopCause.BY_HAND;
    }

    Instant firstAt() {
        return requests.get(0).at();
    }

    void add(StopMethod method, Instant at) {
        ambiguous = ambiguous || requests.stream().anyMatch(r -> r.method() == method);
        requests.add(new Request(method, at));
    }

    /** Forgets the latest request by that method; whether none is left. */
    boolean drop(StopMethod method) {
        for (int i = requests.size() - 1; i >= 0; i--) {
            if (requests.get(i).method() == method) {
                requests.remove(i);
                break;
            }
        }
        return requests.isEmpty();
    }

    /** The samples of a guest that is down now. What was asked before the request that it obeyed had not ended by then. */
    Stream<StopSample> ended(Instant now, boolean saved) {
        if (ambiguous) {
            return Stream.empty();
        }
        Optional<Request> turnedOff = of(StopMethod.TURN_OFF);
        Optional<Request> save = of(StopMethod.SAVE);
        Optional<Request> shutdown = of(StopMethod.SHUTDOWN);
        if (saved) {
            return Stream.concat(
                    save.flatMap(s -> sample(s, now, StopEnding.STOPPED)).stream(),
                    shutdown.flatMap(s -> save.flatMap(by -> sample(s, by.at(), StopEnding.HUNG))).stream());
        }
        if (turnedOff.isPresent()) {
            Instant cut = turnedOff.get().at();
            return requests.stream()
                    .filter(r -> r.method() != StopMethod.TURN_OFF)
                    .flatMap(r -> sample(r, cut, StopEnding.CUT_OFF).stream());
        }
        return shutdown.flatMap(s -> sample(s, now, StopEnding.STOPPED)).stream();
    }

    /** The samples of a guest that is not down, and that nobody waits for any longer. */
    Stream<StopSample> endedUnfinished(Instant now, StopEnding how) {
        return ambiguous ? Stream.empty() : requests.stream().flatMap(r -> sample(r, now, how).stream());
    }

    private Optional<Request> of(StopMethod method) {
        return requests.stream().filter(r -> r.method() == method).findFirst();
    }

    private Optional<StopSample> sample(Request request, Instant end, StopEnding ending) {
        Duration took = Duration.between(request.at(), end);
        boolean measurable = request.method() != StopMethod.TURN_OFF && !took.isNegative() && !took.isZero();
        return measurable
                ? Optional.of(new StopSample(
                        guest.id(),
                        request.method(),
                        request.at(),
                        took,
                        ending,
                        cause,
                        guest.memoryBytes(),
                        others,
                        guest.heartbeat()))
                : Optional.empty();
    }
}
