package dev.lastwatt.boot;

import dev.lastwatt.app.Controls;
import dev.lastwatt.app.Effects;
import dev.lastwatt.app.Engine;
import dev.lastwatt.app.History;
import dev.lastwatt.app.Rehearsal;
import dev.lastwatt.app.Snapshot;
import dev.lastwatt.app.Watching;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.GuestStatus;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.journal.Phase;
import dev.lastwatt.core.policy.Policy;
import dev.lastwatt.core.power.SourceAnswer;
import dev.lastwatt.core.stoptime.HostEvent;
import dev.lastwatt.port.ActionAnswer;
import dev.lastwatt.port.HostPower;
import dev.lastwatt.port.Hypervisor;
import dev.lastwatt.port.HypervisorException;
import dev.lastwatt.port.Journal;
import dev.lastwatt.port.SampleStore;
import dev.lastwatt.port.Timebase;
import dev.lastwatt.port.UpsSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The engine with its threads: one for decisions, one for each thing that is read, and a few for requests. Each may hang without
 * holding up another.
 */
public final class Service implements Effects, Watching, Controls, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Service.class);

    /** So many lines of the UPS server's own log are repeated in ours when the power changes. */
    private static final int EVENTS = 3;

    /** Older shutdowns were those of another host, by what runs on it. */
    private static final Duration PAST = Duration.ofDays(400);

    private static final int MOST_EVENTS = 1000;

    /** A stop that somebody else began is looked at as often as our own, but not for ever: some guests hang. */
    private static final Duration CLOSE_LOOK = Duration.ofMinutes(10);

    private final UpsSource source;
    private final Hypervisor hypervisor;
    private final HostPower power;
    private final SampleStore samples;
    private final AtomicBoolean historyAsked = new AtomicBoolean();
    private final Timebase time;
    private final Pace pace;
    private String powerLastRead = "";
    private @Nullable Instant stopsSince;
    private final Engine engine;
    private final EngineLoop loop;
    private final Poller readings;
    private final Poller inventories;
    private final Poller states;
    private final ExecutorService requests = Executors.newCachedThreadPool(DaemonThreads.named("lastwatt-request"));

    /** Wired, not started. The adapters stay the caller's to close. */
    public Service(
            UpsSource source,
            Hypervisor hypervisor,
            HostPower power,
            Journal journal,
            SampleStore samples,
            Timebase time,
            Policy policy,
            Pace pace) {
        this.source = source;
        this.hypervisor = hypervisor;
        this.power = power;
        this.samples = samples;
        this.time = time;
        this.pace = pace;
        this.engine = new Engine(time, journal, samples, this, power.bootId(), policy);
        this.loop = new EngineLoop(engine, new ChangeLog(source.name(), hypervisor.name()));
        this.readings = new Poller("lastwatt-ups", pace, this::readSource, pace::reading);
        this.inventories = new Poller("lastwatt-inventory", pace, this::readInventory, this::untilInventory);
        this.states = new Poller("lastwatt-states", pace, this::readStates, this::untilStates);
    }

    /** Begins to watch. */
    public Service start() {
        loop.start(pace);
        readings.start();
        inventories.start();
        states.start();
        LOG.infof("watching %s and %s; the host's power: %s", source.name(), hypervisor.name(), power.name());
        return this;
    }

    @Override
    public Snapshot snapshot() {
        return engine.snapshot();
    }

    @Override
    public void arm(String by, String reason) {
        onLoop(e -> {
            e.arm(by, reason);
            return true;
        });
    }

    @Override
    public void disarm(@Nullable Instant until, String by, String reason) {
        onLoop(e -> {
            e.disarm(until, by, reason);
            return true;
        });
    }

    /** Plays the plan on what the model expects, without touching anything. */
    public List<Rehearsal.Moment> rehearse() {
        return onLoop(Engine::rehearse);
    }

    private <T> T onLoop(Function<Engine, T> step) {
        FutureTask<T> task = new FutureTask<>(() -> {
            T result = step.apply(engine);
            engine.tick();
            return result;
        });
        loop.post(e -> task.run());
        return await(task);
    }

    private static <T> T await(Future<T> task) {
        try {
            return task.get(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the engine", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the engine did not take it in: " + e, e);
        }
    }

    private void readSource() {
        SourceAnswer answer = source.read();
        loop.post(e -> e.sourceAnswered(answer));
        String power = engine.snapshot().power().word();
        if (!power.equals(powerLastRead)) {
            powerLastRead = power;
            List<String> events = source.recentEvents();
            events.subList(Math.max(0, events.size() - EVENTS), events.size())
                    .forEach(event -> LOG.infof("from the log of %s: %s", source.name(), event));
        }
    }

    private void readInventory() {
        try {
            Instant askedAt = time.now();
            Inventory inventory = hypervisor.inventory();
            loop.post(e -> e.inventoryRead(inventory, askedAt));
            if (historyAsked.compareAndSet(false, true)) {
                requests.execute(() -> readHistory(inventory));
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
                samplesChanged();
            }
        } catch (RuntimeException e) {
            LOG.warnf("the event logs could not be read; past shutdowns teach nothing until the next start: %s", e);
        }
    }

    /** The store holds samples that did not come from here. */
    public void samplesChanged() {
        loop.post(Engine::samplesChanged);
    }

    private void readStates() {
        Inventory known = engine.snapshot().inventory();
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
        return engine.snapshot().inventory() == null ? pace.states() : pace.inventory();
    }

    private Duration untilStates() {
        Phase phase = engine.snapshot().state().phase();
        boolean acting = phase == Phase.STOPPING || phase == Phase.RECOVERING || phase == Phase.COMMITTED;
        return acting || somebodyStops() ? pace.statesInRun() : pace.states();
    }

    private boolean somebodyStops() {
        Inventory known = engine.snapshot().inventory();
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
    public void stop(GuestId guest, StopMethod method, String reason) {
        requests.execute(() -> {
            ActionAnswer answer = asked(() -> hypervisor.stop(guest, method, reason));
            loop.post(e -> e.stopAnswered(guest, method, answer));
            states.ring();
        });
    }

    @Override
    public void start(GuestId guest) {
        requests.execute(() -> {
            ActionAnswer answer = asked(() -> hypervisor.start(guest));
            loop.post(e -> e.startAnswered(guest, answer));
            states.ring();
        });
    }

    private static ActionAnswer asked(Supplier<ActionAnswer> request) {
        try {
            return request.get();
        } catch (RuntimeException e) {
            LOG.warn("a request to the hypervisor failed", e);
            return new ActionAnswer.Unanswered(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void shutDownHost(String reason) {
        requests.execute(() -> {
            HostPower.Answer answer = shutDown(reason);
            loop.post(e -> e.hostAnswered(answer));
        });
    }

    private HostPower.Answer shutDown(String reason) {
        try {
            return power.shutDown(reason);
        } catch (RuntimeException e) {
            LOG.error("asking the host to shut down failed", e);
            return new HostPower.Answer.Refused(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void refresh() {
        inventories.ring();
    }

    /** Ends the threads. What was asked of the hypervisor goes on there. */
    @Override
    public void close() {
        readings.close();
        inventories.close();
        states.close();
        loop.close();
        requests.shutdownNow();
    }
}
