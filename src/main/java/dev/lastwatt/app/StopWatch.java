package dev.lastwatt.app;

import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.stoptime.StopCause;
import dev.lastwatt.core.stoptime.StopEnding;
import dev.lastwatt.core.stoptime.StopSample;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Watches every guest and turns each stop that it sees into a sample, whoever asked for it. What it is not sure of gives no sample.
 *
 * <p>A stop that we asked for lasts from the request to the reading that shows the guest down in the state that fits the method. A
 * stop that nobody here asked for begins midway between the last reading that showed the guest up and the first that showed it on
 * its way, which is wrong by half the time between the two at most.
 *
 * <ul>
 *   <li>A guest that is off at one reading and was up at the one before, without having been seen on its way, is no sample: it was
 *       turned off, or its own operating system went down, of which Hyper-V shows nothing before the end. One that is saved then is
 *       one: nothing else leads there.
 *   <li>Turning off passes through {@link GuestState#STOPPING} for a moment too: a shutdown by hand below {@link #TURN_OFF_PASSES}
 *       is no sample.
 *   <li>A second request by the same method makes it unknown which one was obeyed: no sample. A second request by another method
 *       ends the observation of a shutdown (hung, or cut off by being turned off), and is measured by itself.
 *   <li>Readings that are further apart than {@link #LONGEST_GAP} have not seen what happened between them.
 *   <li>Once the host is asked to go down, what becomes of its guests is the host's doing: the event logs tell of it.
 *   <li>Nothing is kept over a restart: a stop that was under way then is left out, see {@link #doubt}.
 * </ul>
 *
 * <p>A sample of a guest that hung is handed over when that is known, so that a kill does not lose it; if the guest goes down
 * after all, the finished one follows with the same guest, method and beginning, and takes its place. Used by one thread at a time.
 */
public final class StopWatch {

    /** Two readings further apart than this, or than a tenth of the stop, do not measure its end. */
    static final Duration LONGEST_GAP = Duration.ofSeconds(10);

    /** A guest that is turned off is down within this time after it was last seen up, at the usual pace of readings. */
    static final Duration TURN_OFF_PASSES = Duration.ofSeconds(5);

    /** A stop by hand that lasts longer counts as hung. */
    static final Duration HUNG_BY_HAND = Duration.ofMinutes(30);

    /** A guest may still obey a request so long after nobody waits for it any more. */
    static final Duration DOUBT = Duration.ofMinutes(10);

    /** A host that was asked to go down and is up after this time has not obeyed. */
    private static final Duration HOST_GOES_DOWN = Duration.ofMinutes(30);

    private final Consumer<StopSample> finished;
    private final Map<GuestId, WatchedStop> underWay = new LinkedHashMap<>();
    private final Map<GuestId, Seen> lastUp = new HashMap<>();
    private final Map<GuestId, Seen> lastSeen = new HashMap<>();
    private final Map<GuestId, Instant> doubtUntil = new HashMap<>();
    private @Nullable Instant latestAskedAt;
    private @Nullable Instant hostGoesUntil;

    /** Hands each sample over as soon as it is known. */
    public StopWatch(Consumer<StopSample> finished) {
        this.finished = finished;
    }

    private record Seen(Guest guest, Instant at) {}

    /**
     * We are about to ask a guest to stop, in a run or a drill.
     *
     * @param at when; the duration counts from here
     */
    public void asked(GuestId guest, StopMethod method, Instant at, StopCause cause) {
        asked(guest, method, at, cause, at);
    }

    /**
     * The same, where it is known by when the guest should be down.
     *
     * @param dueBy a guest that is given up before has not hung: it was cut off
     */
    public void asked(GuestId guest, StopMethod method, Instant at, StopCause cause, Instant dueBy) {
        WatchedStop before = underWay.get(guest);
        if (before != null && before.begun.cause() != StopCause.BY_HAND) {
            if (before.begun.method() == method) {
                before.several = true;
                return;
            }
            if (before.begun.method() == StopMethod.SHUTDOWN && !before.hung) {
                emit(before, method == StopMethod.TURN_OFF ? StopEnding.CUT_OFF : StopEnding.HUNG, at);
            }
        }
        Seen up = lastUp.get(guest);
        if (up != null) {
            begin(up.guest(), method, at, cause).dueBy = dueBy;
        }
    }

    /** The request was refused, or there was nothing to ask for: the stop, if there is one, is not ours. */
    public void withdrawn(GuestId guest, StopMethod method) {
        WatchedStop watched = underWay.get(guest);
        if (watched != null && watched.begun.method() == method && watched.begun.cause() != StopCause.BY_HAND) {
            underWay.remove(guest);
        }
    }

    /** The guest's time is over and it is not down; it is watched on. */
    public void gaveUp(GuestId guest, Instant at) {
        WatchedStop watched = underWay.get(guest);
        if (watched != null && !watched.hung) {
            watched.hung = true;
            Instant dueBy = watched.dueBy;
            emit(watched, dueBy != null && at.isBefore(dueBy) ? StopEnding.CUT_OFF : StopEnding.HUNG, at);
        }
    }

    /** Nobody waits for this stop any more. If the guest goes down nevertheless it is measured; if it is seen up, it was called off. */
    public void calledOff(GuestId guest, Instant at) {
        WatchedStop watched = underWay.get(guest);
        if (watched != null && watched.calledOffAt == null) {
            watched.calledOffAt = at;
        }
    }

    /** Everything that we asked for is called off. */
    public void calledOff(Instant at) {
        underWay.values().stream()
                .filter(w -> w.begun.cause() != StopCause.BY_HAND)
                .map(w -> w.begun.guest())
                .forEach(guest -> calledOff(guest, at));
    }

    /** The host is about to be asked to go down: from now on it ends what is under way. */
    public void hostGoesDown(Instant at) {
        for (WatchedStop watched : underWay.values()) {
            if (!watched.hung) {
                emit(watched, StopEnding.CUT_OFF, at);
            }
        }
        underWay.clear();
        hostGoesUntil = at.plus(HOST_GOES_DOWN);
    }

    /** Until then a stop of this guest may come of a request that nobody remembers the details of, and is left out. */
    public void doubt(GuestId guest, Instant until) {
        doubtUntil.put(guest, until);
    }

    /** Nothing is under way that nobody remembers the details of: the next stop of this guest is measured again. */
    public void trust(GuestId guest) {
        doubtUntil.remove(guest);
    }

    /**
     * The guests were read. A reading that was asked for earlier than one already taken in is ignored.
     *
     * @param inventory the guests with the freshest states there are
     * @param askedAt when this reading was asked for
     * @param now when it arrived
     */
    public void seen(Inventory inventory, Instant askedAt, Instant now) {
        if (latestAskedAt != null && askedAt.isBefore(latestAskedAt)) {
            return;
        }
        latestAskedAt = askedAt;
        for (Guest guest : inventory.guests()) {
            look(guest, askedAt, now);
            lastSeen.put(guest.id(), new Seen(guest, now));
            if (guest.state().isUp()) {
                lastUp.put(guest.id(), new Seen(guest, now));
            }
        }
        for (GuestId id : List.copyOf(lastSeen.keySet())) {
            if (inventory.guest(id).isEmpty()) {
                underWay.remove(id);
                lastSeen.remove(id);
                lastUp.remove(id);
            }
        }
    }

    private void look(Guest guest, Instant askedAt, Instant now) {
        WatchedStop watched = underWay.get(guest.id());
        GuestState state = guest.state();
        if (watched != null && watched.at().isAfter(askedAt)) {
            // Older than the request: says nothing of it, unless the guest was down already.
            if (state.isDown()) {
                underWay.remove(guest.id());
            }
        } else if (watched == null) {
            unasked(guest, now);
        } else if (state.isDown()) {
            underWay.remove(guest.id());
            down(watched, state, now);
        } else if (state.isGoingDown()) {
            watched.wentDown = true;
            if (watched.begun.cause() == StopCause.BY_HAND && passed(watched.at(), now, HUNG_BY_HAND)) {
                gaveUp(guest.id(), now);
            }
        } else if (state.isUp() || state.isComingUp()) {
            upAgain(watched, now);
        }
    }

    /** No request of ours: begins when it is seen on its way, and is over at once where it is saved already. */
    private void unasked(Guest guest, Instant now) {
        Seen before = lastSeen.get(guest.id());
        boolean saved = guest.state() == GuestState.SAVED || guest.state() == GuestState.FAST_SAVED;
        boolean seenToBegin = before != null
                && before.guest().state().isUp()
                && !passed(before.at(), now, LONGEST_GAP)
                && (guest.state().isGoingDown() || saved);
        if (before == null || !seenToBegin || isDoubtful(guest.id(), now)) {
            return;
        }
        StopMethod method = saved || isSaving(guest.state()) ? StopMethod.SAVE : StopMethod.SHUTDOWN;
        Instant began = before.at().plus(Duration.between(before.at(), now).dividedBy(2));
        WatchedStop watched = begin(before.guest(), method, began, StopCause.BY_HAND);
        watched.wentDown = true;
        if (saved) {
            underWay.remove(guest.id());
            emit(watched, StopEnding.STOPPED, now);
        }
    }

    private boolean isDoubtful(GuestId guest, Instant now) {
        Instant until = doubtUntil.get(guest);
        return (until != null && now.isBefore(until)) || (hostGoesUntil != null && now.isBefore(hostGoesUntil));
    }

    private WatchedStop begin(Guest guest, StopMethod method, Instant at, StopCause cause) {
        int others = 0;
        for (WatchedStop other : underWay.values()) {
            if (!other.begun.guest().equals(guest.id()) && other.volume.equals(guest.volume())) {
                others++;
                if (other.at().equals(at)) {
                    other.others++;
                }
            }
        }
        StopSample begun = new StopSample(
                guest.id(),
                method,
                at,
                Duration.ZERO,
                StopEnding.UNSEEN,
                cause,
                guest.memoryBytes(),
                others,
                guest.heartbeat());
        WatchedStop watched = new WatchedStop(begun, guest.volume());
        underWay.put(guest.id(), watched);
        return watched;
    }

    private void down(WatchedStop watched, GuestState state, Instant now) {
        boolean saved = state == GuestState.SAVED || state == GuestState.FAST_SAVED;
        boolean asAsked = saved == (watched.begun.method() == StopMethod.SAVE) && state != GuestState.HIBERNATED;
        if (watched.several || !asAsked) {
            return;
        }
        Duration took = Duration.between(watched.at(), now);
        Seen before = lastSeen.get(watched.begun.guest());
        Duration gap = before == null ? took : Duration.between(before.at(), now);
        if (gap.compareTo(LONGEST_GAP) > 0 && gap.compareTo(took.dividedBy(10)) > 0) {
            if (before != null) {
                emit(watched, StopEnding.UNSEEN, before.at());
            }
            return;
        }
        boolean turnedOffPerhaps = watched.begun.cause() == StopCause.BY_HAND
                && watched.begun.method() == StopMethod.SHUTDOWN
                && took.compareTo(TURN_OFF_PASSES) < 0;
        if (!turnedOffPerhaps) {
            emit(watched, StopEnding.STOPPED, now);
        }
    }

    /** It came back, or never went: a guest that did not obey yet is waited for. */
    private void upAgain(WatchedStop watched, Instant now) {
        GuestId guest = watched.begun.guest();
        Instant calledOffAt = watched.calledOffAt;
        if (calledOffAt != null) {
            underWay.remove(guest);
            if (!watched.wentDown && !watched.hung && !watched.several) {
                emit(watched, StopEnding.CALLED_OFF, calledOffAt);
            }
            doubt(guest, now.plus(DOUBT));
        } else if (watched.wentDown) {
            // Saving it failed, its shutdown was given up in the guest, or it was off for a moment: nothing was
            // measured.
            underWay.remove(guest);
            doubt(guest, now.plus(LONGEST_GAP));
        }
    }

    private void emit(WatchedStop watched, StopEnding ending, Instant end) {
        if (end.isAfter(watched.at()) && !watched.several) {
            finished.accept(watched.ended(ending, end));
        }
    }

    private static boolean isSaving(GuestState state) {
        return state == GuestState.SAVING
                || state == GuestState.FAST_SAVING
                || state == GuestState.SAVING_CRITICAL
                || state == GuestState.FAST_SAVING_CRITICAL;
    }

    private static boolean passed(Instant from, Instant now, Duration time) {
        return Duration.between(from, now).compareTo(time) > 0;
    }
}
