package dev.lastwatt.boot;

import dev.lastwatt.app.Engine;
import dev.lastwatt.app.History;
import dev.lastwatt.app.Snapshot;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.GuestStatus;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.journal.Phase;
import dev.lastwatt.core.stoptime.HostEvent;
import dev.lastwatt.port.Hypervisor;
import dev.lastwatt.port.HypervisorException;
import dev.lastwatt.port.SampleStore;
import dev.lastwatt.port.Timebase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads the guests: all of them now and then, their states often, oftener while one stops, and once what the event logs tell. */
final class GuestReadings implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(GuestReadings.class);

    /** Older shutdowns were those of another host, by what runs on it. */
    private static final Duration PAST = Duration.ofDays(400);

    private static final int MOST_EVENTS = 1000;

    /** A stop that somebody else began is looked at as often as our own, but not for ever: some guests hang. */
    private static final Duration CLOSE_LOOK = Duration.ofMinutes(10);

    private final Hypervisor hypervisor;
    private final SampleStore samples;
    private final Timebase time;
    private final Pace pace;
    private final Supplier<Snapshot> snapshot;
    private final EngineLoop loop;
    private final ExecutorService once;
    private final Poller inventories;
    private final Poller states;
    private final AtomicBoolean historyAsked = new AtomicBoolean();
    private @Nullable Instant stopsSince;

    /** Not started. */
    GuestReadings(
            Hypervisor hypervisor,
            SampleStore samples,
            Timebase time,
            Pace pace,
            Supplier<Snapshot> snapshot,
            EngineLoop loop,
            ExecutorService once) {
        this.hypervisor = hypervisor;
        this.samples = samples;
        this.time = time;
        this.pace = pace;
        this.snapshot = snapshot;
        this.loop = loop;
        this.once = once;
        this.inventories = new Poller("lastwatt-inventory", pace, this::readInventory, this::untilInventory);
        this.states = new Poller("lastwatt-states", pace, this::readStates, this::untilStates);
    }

    void start() {
        inventories.start();
        states.start();
    }

    /** Now, rather than when it would be time. */
    void lookAtAll() {
        inventories.ring();
    }

    /** The same for the states alone. */
    void lookAtStates() {
        states.ring();
    }

    private void readInventory() {
        try {
            Instant askedAt = time.now();
            Inventory inventory = hypervisor.inventory();
            loop.post(e -> e.inventoryRead(inventory, askedAt));
            if (historyAsked.compareAndSet(false, true)) {
                once.execute(() -> readHistory(inventory));
            }
        } catch (HypervisorException failure) {
            loop.post(e -> e.hypervisorFailed(failure));
        }
    }

    /** Once, as soon as the guests are known; nothing waits for it. */
    private void readHistory(Inventory inventory) {
        try {
            List<HostEvent> events = hypervisor.history(time.now().minus(PAST), MOST_EVENTS);
            int added = History.keep(events, inventory.guests(), samples);
            if (!events.isEmpty()) {
                LOG.infof("the event logs tell of %d stops of guests that were not known before", added);
                loop.post(Engine::samplesChanged);
            }
        } catch (RuntimeException e) {
            LOG.warnf("the event logs could not be read; past shutdowns teach nothing until the next start: %s", e);
        }
    }

    private void readStates() {
        Inventory known = snapshot.get().inventory();
        if (known == null) {
            return;
        }
        Set<GuestId> ids = known.guests().stream().map(Guest::id).collect(Collectors.toSet());
        try {
            Instant askedAt = time.now();
            List<GuestStatus> seen = hypervisor.states(ids);
            loop.post(e -> e.statesRead(seen, ids, askedAt));
        } catch (HypervisorException failure) {
            loop.post(e -> e.hypervisorFailed(failure));
        }
    }

    private Duration untilInventory() {
        return snapshot.get().inventory() == null ? pace.states() : pace.inventory();
    }

    private Duration untilStates() {
        Phase phase = snapshot.get().state().phase();
        boolean acting = phase == Phase.STOPPING
                || phase == Phase.RECOVERING
                || phase == Phase.COMMITTED
                || snapshot.get().drill().running();
        return acting || somebodyStops() ? pace.statesInRun() : pace.states();
    }

    private boolean somebodyStops() {
        Inventory known = snapshot.get().inventory();
        Instant now = time.now();
        boolean stops =
                known != null && known.guests().stream().anyMatch(g -> g.state().isGoingDown());
        if (!stops) {
            stopsSince = null;
            return false;
        }
        Instant since = stopsSince == null ? now : stopsSince;
        stopsSince = since;
        return now.isBefore(since.plus(CLOSE_LOOK));
    }

    @Override
    public void close() {
        inventories.close();
        states.close();
    }
}
