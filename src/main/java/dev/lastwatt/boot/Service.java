package dev.lastwatt.boot;

import dev.lastwatt.app.CalibrationRequest;
import dev.lastwatt.app.Controls;
import dev.lastwatt.app.DrillControls;
import dev.lastwatt.app.DrillRequest;
import dev.lastwatt.app.Effects;
import dev.lastwatt.app.Engine;
import dev.lastwatt.app.PolicyBasis;
import dev.lastwatt.app.PolicyControls;
import dev.lastwatt.app.Refused;
import dev.lastwatt.app.Snapshot;
import dev.lastwatt.app.SupplySetup;
import dev.lastwatt.app.Watching;
import dev.lastwatt.core.drill.Refusal;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.journal.RunId;
import dev.lastwatt.core.policy.Policy;
import dev.lastwatt.core.power.RuntimeTable;
import dev.lastwatt.core.power.SourceAnswer;
import dev.lastwatt.core.power.UpsDevice;
import dev.lastwatt.port.ActionAnswer;
import dev.lastwatt.port.BatteryTest;
import dev.lastwatt.port.HostPower;
import dev.lastwatt.port.Hypervisor;
import dev.lastwatt.port.Journal;
import dev.lastwatt.port.PreStopAnswer;
import dev.lastwatt.port.PreStopCommands;
import dev.lastwatt.port.RuntimeTables;
import dev.lastwatt.port.SampleStore;
import dev.lastwatt.port.ShutdownAgents;
import dev.lastwatt.port.Timebase;
import dev.lastwatt.port.UpsSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The engine with its threads: one for decisions, one for each thing that is read, and a few for requests. Each may hang without
 * holding up another.
 */
public final class Service implements Effects, Watching, Controls, DrillControls, PolicyControls, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Service.class);

    /** So many lines of the UPS server's own log are repeated in ours when the power changes. */
    private static final int EVENTS = 3;

    private final SupplySetup supply;
    private final List<UpsSource> sources;
    private final Hypervisor hypervisor;
    private final HostPower power;
    private final PreStopCommands commands;
    private final Pace pace;
    private final RuntimeTables tables;
    private final @Nullable String[] powerLastRead;
    private final @Nullable UpsDevice[] devices;
    private final Supplier<Engine> engines;
    private volatile Engine engine;
    private volatile Policy policy;
    private volatile Supplier<List<Refusal>> exposure = List::of;
    private volatile boolean deadWithHost;
    private final EngineLoop loop;
    private final List<Poller> readings = new ArrayList<>();
    private final GuestReadings guests;
    private final AgentLooks agents;
    private final ExecutorService requests = Executors.newCachedThreadPool(DaemonThreads.named("lastwatt-request"));

    /**
     * Wired, not started. The adapters stay the caller's to close; {@code sources} are those of the setup, in its order, and
     * {@code others} finds who else acts on this host, {@code commands} are what may be run before a guest is stopped.
     */
    public Service(
            SupplySetup supply,
            List<UpsSource> sources,
            Hypervisor hypervisor,
            HostPower power,
            ShutdownAgents others,
            PreStopCommands commands,
            Journal journal,
            SampleStore samples,
            Timebase time,
            Policy policy,
            RuntimeTables tables,
            Pace pace) {
        this.supply = supply;
        this.sources = List.copyOf(sources);
        this.devices = new UpsDevice[sources.size()];
        this.powerLastRead = new String[sources.size()];
        this.hypervisor = hypervisor;
        this.power = power;
        this.commands = commands;
        this.pace = pace;
        this.tables = tables;
        this.policy = policy;
        this.engines = () -> new Engine(time, journal, samples, this, power.bootId(), this.policy, supply);
        this.engine = engines.get();
        this.loop = new EngineLoop(engine, new ChangeLog(supply, names(), hypervisor.name()));
        for (int i = 0; i < sources.size(); i++) {
            int unit = i;
            readings.add(new Poller(
                    sources.size() == 1
                            ? "lastwatt-ups"
                            : "lastwatt-ups-" + supply.units().get(i).source(),
                    pace,
                    () -> readSource(unit),
                    pace::reading));
        }
        this.guests = new GuestReadings(hypervisor, samples, time, pace, this::snapshot, loop, requests);
        this.agents = new AgentLooks(others, pace, this::snapshot, loop);
    }

    /** From now on it is not armed while that says anything. */
    void armedUnless(Supplier<List<Refusal>> inTheWay) {
        exposure = inTheWay;
    }

    /** Begins to watch. */
    public Service start() {
        loop.start(pace);
        for (int i = 0; i < sources.size(); i++) {
            try {
                sources.get(i).onHint(readings.get(i)::ring);
            } catch (IllegalArgumentException e) {
                // Without hints the readings come a second later, which is no reason not to watch.
                LOG.warn(e.getMessage());
            }
        }
        readings.forEach(Poller::start);
        guests.start();
        agents.start();
        LOG.infof("watching %s and %s; the host's power: %s", names(), hypervisor.name(), power.name());
        return this;
    }

    private String names() {
        return sources.stream().map(UpsSource::name).collect(Collectors.joining(", "));
    }

    @Override
    public Snapshot snapshot() {
        return engine.snapshot();
    }

    @Override
    public void arm(String by, String reason) {
        List<Refusal> exposed = exposure.get();
        if (!exposed.isEmpty()) {
            throw new Refused(exposed);
        }
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

    @Override
    public void hold(Instant until, String by, String reason) {
        onLoop(e -> {
            e.hold(until, by, reason);
            return true;
        });
    }

    @Override
    public void endHold(String by, String reason) {
        onLoop(e -> {
            e.endHold(by, reason);
            return true;
        });
    }

    @Override
    public void batteryReplaced(@Nullable String ups, Instant on, String by) {
        supply.named(ups);
        onLoop(e -> {
            e.batteryReplaced(ups, on, by);
            return true;
        });
    }

    @Override
    public List<String> battery() {
        return onLoop(Engine::batteryInWords);
    }

    @Override
    public List<Refusal> drill(DrillRequest request) {
        return onLoop(e -> e.drill(request));
    }

    @Override
    public List<Refusal> calibrate(CalibrationRequest request) {
        String command = request.byHand()
                ? null
                : sources.get(0).batteryTest().map(BatteryTest::name).orElse(null);
        return onLoop(e -> e.calibrate(request, command));
    }

    @Override
    public void testBattery(boolean on) {
        requests.execute(() -> {
            ActionAnswer answer = asked(() -> sources.get(0)
                    .batteryTest()
                    .map(test -> on ? test.start() : test.stop())
                    .orElseGet(() -> new ActionAnswer.Unanswered(
                            "it does not say now what it can be told; see the alarms of 'lastwatt status'")));
            loop.post(e -> e.batteryTestAnswered(on, answer));
        });
    }

    @Override
    public List<Refusal> stopDrill(String by) {
        return onLoop(e -> e.stopDrill(by));
    }

    @Override
    public List<Refusal> shutDown(String by, String reason) {
        return onLoop(e -> e.shutDown(by, reason));
    }

    @Override
    public List<Refusal> cancelRun(RunId run, String by, String reason) {
        return onLoop(e -> e.cancelRun(run, by, reason));
    }

    @Override
    public PolicyBasis basis(Policy given) {
        return onLoop(e -> e.basis(given));
    }

    @Override
    public void policyGiven(Policy given) {
        policy = given;
        onLoop(e -> {
            e.policyChanged(given);
            return true;
        });
    }

    private <T> T onLoop(Function<Engine, T> step) {
        if (deadWithHost) {
            throw new IllegalStateException(
                    "the simulated host is off, and the service on it: it boots with the mains");
        }
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
        } catch (ExecutionException e) {
            // What the engine refuses is told in its words.
            throw e.getCause() instanceof IllegalArgumentException refused
                    ? refused
                    : new IllegalStateException("the engine did not take it in: " + e, e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the engine did not take it in: " + e, e);
        }
    }

    private void readSource(int unit) {
        UpsSource source = sources.get(unit);
        SourceAnswer answer = source.read();
        if (isDeadWithHost()) {
            return;
        }
        source.device().filter(d -> !d.equals(devices[unit])).ifPresent(d -> identified(unit, d));
        loop.post(e -> e.sourceAnswered(unit, answer));
        String power = engine.snapshot().power().word();
        if (!power.equals(powerLastRead[unit])) {
            powerLastRead[unit] = power;
            List<String> events = source.recentEvents();
            events.subList(Math.max(0, events.size() - EVENTS), events.size())
                    .forEach(event -> LOG.infof("from the log of %s: %s", source.name(), event));
        }
    }

    private void identified(int unit, UpsDevice named) {
        devices[unit] = named;
        Optional<RuntimeTable> table = tables.of(named);
        LOG.infof(
                "%s calls itself %s; %s",
                sources.size() == 1
                        ? "the UPS"
                        : "UPS " + supply.units().get(unit).ups(),
                named.model(),
                table.map(RuntimeTable::origin).orElse("no runtime table of that model comes with this program"));
        loop.post(e -> e.upsIs(unit, named, table.orElse(null)));
    }

    /** While a simulated host is off there is no service; with its next boot one begins anew from the journal. */
    private boolean isDeadWithHost() {
        boolean up = power.isUp();
        if (!up && !deadWithHost) {
            deadWithHost = true;
            loop.die();
            LOG.info(
                    "the simulated host is off: nothing is watched or decided until it boots, once the mains are back");
        } else if (up && deadWithHost) {
            engine = engines.get();
            Arrays.fill(devices, null);
            loop.begin(engine);
            deadWithHost = false;
            guests.lookAtAll();
        }
        return !up;
    }

    /** The store holds samples that did not come from here. */
    public void samplesChanged() {
        loop.post(Engine::samplesChanged);
    }

    @Override
    public void stop(GuestId guest, StopMethod method, String reason) {
        requests.execute(() -> {
            ActionAnswer answer = asked(() -> hypervisor.stop(guest, method, reason));
            loop.post(e -> e.stopAnswered(guest, method, answer));
            guests.lookAtStates();
        });
    }

    @Override
    public @Nullable String preStopLacks(String command) {
        return commands.lacks(command);
    }

    @Override
    public void preStop(GuestId guest, String command, Duration within) {
        requests.execute(() -> {
            PreStopAnswer answer = answered(guest, command, within);
            loop.post(e -> e.preStopAnswered(guest, command, answer));
        });
    }

    private PreStopAnswer answered(GuestId guest, String command, Duration within) {
        try {
            return commands.run(guest, command, within);
        } catch (RuntimeException e) {
            LOG.warn("a pre-stop command failed", e);
            return PreStopAnswer.notRun(Duration.ZERO, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void start(GuestId guest) {
        requests.execute(() -> {
            ActionAnswer answer = asked(() -> hypervisor.start(guest));
            loop.post(e -> e.startAnswered(guest, answer));
            guests.lookAtStates();
        });
    }

    private static ActionAnswer asked(Supplier<ActionAnswer> request) {
        try {
            return request.get();
        } catch (RuntimeException e) {
            LOG.warn("a request failed", e);
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
        guests.lookAtAll();
    }

    /** Ends the threads. What was asked of the hypervisor goes on there. */
    @Override
    public void close() {
        readings.forEach(Poller::close);
        guests.close();
        agents.close();
        loop.close();
        requests.shutdownNow();
    }
}
