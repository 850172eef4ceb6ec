package dev.lastwatt.core.stoptime;

import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.guest.StopMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Measures every stop of every guest that it sees, whoever asked for it, by what is read of the guests' states again and again.
 * Not safe for several threads.
 *
 * <p>A stop that we asked for lasts from the request until the guest was first seen down. One that somebody else asked for begins
 * halfway between the last look that saw the guest up and the first that saw it on its way, and ends halfway likewise: with a
 * look every 5 s it is measured to within 5 s.
 *
 * <p>Not measured, because nobody could tell how long it took or what it was: a guest that was off at one look and running at the
 * one before (turned off, or stopped by itself from inside, which does not show until it is over), a stop that ends otherwise than
 * it was asked for, two requests by the same method, and a guest that this watch has never seen up.
 */
public final class StopWatch {

    /** A stop that somebody else asked for and that lasts so long has hung; whatever ends it then is not its own doing. */
    private static final Duration HUNG_BY_HAND = Duration.ofMinutes(30);

    private final Consumer<StopSample> samples;
    private final Map<GuestId, Look> lastUp = new HashMap<>();
    private final Map<GuestId, Instant> lastGoingDown = new HashMap<>();
    private final Map<GuestId, Requests> underWay = new HashMap<>();
    private final List<Asked> beforeTheFirstLook = new ArrayList<>();

    private record Asked(GuestId guest, StopMethod method, Instant at, StopCause cause) {}

    private record Look(Instant at, Guest guest) {}

    /**
     * Measures for somebody.
     *
     * @param samples who takes what was measured
     */
    public StopWatch(Consumer<StopSample> samples) {
        this.samples = samples;
    }

    /**
     * We ask a guest to stop, or had asked it before this watch began. In that case its stop is measured if the first look finds
     * it still up or on its way.
     */
    public void asked(GuestId guest, StopMethod method, Instant at, StopCause cause) {
        Look seen = lastUp.get(guest);
        if (seen == null) {
            beforeTheFirstLook.add(new Asked(guest, method, at, cause));
            return;
        }
        Requests requests = underWay.get(guest);
        if (requests == null || requests.byHand()) {
            // On its way already: what we ask for now changes nothing that could be told apart.
            boolean onItsWay = requests != null;
            requests = new Requests(seen.guest(), cause, others(seen.guest()));
            requests.ambiguous = onItsWay;
            underWay.put(guest, requests);
        }
        requests.add(method, at);
    }

    /** The request was refused: the guest does not stop because of it. */
    public void refused(GuestId guest, StopMethod method) {
        Requests requests = underWay.get(guest);
        if (requests != null && requests.drop(method)) {
            underWay.remove(guest);
        }
    }

    /** Nobody waits for this guest's stop any longer, although it is not down: it hangs, or what comes next cuts it off. */
    public void givenUp(GuestId guest, Instant at, StopEnding how) {
        Requests requests = underWay.remove(guest);
        if (requests != null) {
            requests.endedUnfinished(at, how).forEach(samples);
        }
    }

    /** What was asked for that cause is called off; stops that are under way all the same are measured to their end. */
    public void calledOff(StopCause cause, Instant at) {
        for (Iterator<Requests> all = underWay.values().iterator(); all.hasNext(); ) {
            Requests requests = all.next();
            if (requests.cause == cause && !lastGoingDown.containsKey(requests.guest.id())) {
                all.remove();
                requests.endedUnfinished(at, StopEnding.CALLED_OFF).forEach(samples);
            }
        }
    }

    /** The guests as they are now. */
    public void seen(Inventory inventory, Instant now) {
        takeUp(inventory, now);
        for (Guest guest : inventory.guests()) {
            GuestState state = guest.state();
            if (state.isDown()) {
                down(guest, now);
            } else if (state.isGoingDown()) {
                goingDown(guest, now);
            } else if (state.isUp()) {
                up(guest, now);
            }
        }
        lastUp.keySet().removeIf(id -> inventory.guest(id).isEmpty());
        lastGoingDown.keySet().removeIf(id -> inventory.guest(id).isEmpty());
        underWay.keySet().removeIf(id -> inventory.guest(id).isEmpty());
    }

    private void takeUp(Inventory inventory, Instant now) {
        List<Asked> earlier = List.copyOf(beforeTheFirstLook);
        beforeTheFirstLook.clear();
        for (Asked request : earlier) {
            inventory
                    .guest(request.guest())
                    .filter(g -> g.state().isUp() || g.state().isGoingDown())
                    .ifPresent(g -> {
                        lastUp.putIfAbsent(g.id(), new Look(now, g));
                        asked(g.id(), request.method(), request.at(), request.cause());
                    });
        }
    }

    private void up(Guest guest, Instant now) {
        boolean cameBack = lastGoingDown.remove(guest.id()) != null;
        Requests requests = underWay.get(guest.id());
        if (requests != null && (cameBack || requests.byHand())) {
            // A save that failed: how long it would have taken is not known.
            underWay.remove(guest.id());
        }
        lastUp.put(guest.id(), new Look(now, guest));
    }

    private void goingDown(Guest guest, Instant now) {
        Look up = lastUp.get(guest.id());
        Requests requests = underWay.get(guest.id());
        if (requests == null && up != null && !lastGoingDown.containsKey(guest.id())) {
            requests = new Requests(up.guest(), StopCause.BY_HAND, others(up.guest()));
            requests.add(
                    guest.state().name().contains("SAV") ? StopMethod.SAVE : StopMethod.SHUTDOWN,
                    between(up.at(), now));
            requests.ambiguous = guest.state() == GuestState.FORCE_SHUTDOWN;
            underWay.put(guest.id(), requests);
        } else if (requests != null
                && requests.byHand()
                && Duration.between(requests.firstAt(), now).compareTo(HUNG_BY_HAND) > 0) {
            givenUp(guest.id(), now, StopEnding.HUNG);
        }
        lastGoingDown.put(guest.id(), now);
    }

    private void down(Guest guest, Instant now) {
        Requests requests = underWay.remove(guest.id());
        Instant onItsWay = lastGoingDown.remove(guest.id());
        Look up = lastUp.remove(guest.id());
        boolean saved = guest.state().name().contains("SAVED");
        if (requests != null) {
            boolean toTheSecond = !requests.byHand() || onItsWay == null;
            requests.ended(toTheSecond ? now : between(onItsWay, now), saved).forEach(samples);
        } else if (up != null && onItsWay == null && saved) {
            // Between two looks: at most that long.
            Requests unseen = new Requests(up.guest(), StopCause.BY_HAND, others(up.guest()));
            unseen.add(StopMethod.SAVE, up.at());
            unseen.ended(now, true).forEach(samples);
        }
    }

    private int others(Guest guest) {
        return (int) underWay.values().stream()
                .filter(r ->
                        r.guest.volume().equals(guest.volume()) && !r.guest.id().equals(guest.id()))
                .count();
    }

    private static Instant between(Instant earlier, Instant later) {
        return earlier.plus(Duration.between(earlier, later).dividedBy(2));
    }
}
