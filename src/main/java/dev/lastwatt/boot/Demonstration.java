package dev.lastwatt.boot;

import dev.lastwatt.adapter.hypervisor.simulated.HostReport;
import dev.lastwatt.adapter.hypervisor.simulated.SimulatedHypervisor;
import dev.lastwatt.adapter.policy.PolicyFile;
import dev.lastwatt.adapter.scenario.Known;
import dev.lastwatt.adapter.scenario.Scenario;
import dev.lastwatt.adapter.scenario.product.KnownBattery;
import dev.lastwatt.adapter.store.SqliteJournal;
import dev.lastwatt.adapter.store.SqliteSamples;
import dev.lastwatt.adapter.store.SqliteStore;
import dev.lastwatt.adapter.time.ScaledTimebase;
import dev.lastwatt.adapter.time.SystemTimebase;
import dev.lastwatt.app.Snapshot;
import dev.lastwatt.app.SupplySetup;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.journal.JournalEntry;
import dev.lastwatt.core.policy.Policy;
import dev.lastwatt.core.stoptime.StopEnding;
import dev.lastwatt.core.stoptime.StopSample;
import dev.lastwatt.port.PreStopCommands;
import dev.lastwatt.port.RuntimeTables;
import dev.lastwatt.port.SampleStore;
import dev.lastwatt.port.ShutdownAgents;
import dev.lastwatt.port.Timebase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The whole story on the embedded defaults: the service itself, with its threads, its store and its policy, on a simulated UPS and
 * host, at a multiple of the speed of time.
 */
public final class Demonstration implements AutoCloseable {

    private final SqliteStore store;
    private final SqliteJournal journal;
    private final SqliteSamples samples;
    private final SimulatedWorld world;
    private final Service service;

    /**
     * Sets the scene. The mains fail when they are told to: a slow machine may take a while to make its first plan.
     *
     * @param folder an empty folder for its store
     * @param speed simulated seconds in a second
     */
    public Demonstration(Path folder, double speed) {
        store = SqliteStore.open(folder.resolve("demo.db"));
        journal = SqliteJournal.open(store, folder.resolve("demo-fallback.jsonl"));
        samples = new SqliteSamples(store);
        Timebase time = new ScaledTimebase(new SystemTimebase(), speed);
        world = SimulatedWorld.demo(time);
        addHistory(world, samples, time.now());
        service = new Service(
                SupplySetup.of(KnownBattery.of(world.scenario().known().ups(), time.now())),
                List.of(world.ups()),
                world.host(),
                world.host().power(),
                ShutdownAgents.NONE,
                PreStopCommands.NONE,
                journal,
                samples,
                time,
                policy(),
                RuntimeTables.NONE,
                Pace.usual().times(speed));
        service.start();
        service.arm("demo", "a demonstration on a simulated host");
    }

    /** What the service knows and intends now. */
    public Snapshot snapshot() {
        return service.snapshot();
    }

    /** The mains fail now, for good. */
    public void failMains() {
        world.failMains();
    }

    /** What really happened, as the simulated world saw it. */
    public HostReport truth() {
        return world.host().report();
    }

    /** The journal of the run; empty if there was none. */
    public List<JournalEntry> journal() {
        return journal.runs(1).stream()
                .flatMap(run -> journal.ofRun(run).stream())
                .toList();
    }

    private static Policy policy() {
        try (InputStream text = Objects.requireNonNull(
                Demonstration.class.getResourceAsStream("/demo/policy.yaml"), "the built-in policy")) {
            return PolicyFile.parse(new String(text.readAllBytes(), StandardCharsets.UTF_8), "the built-in policy");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The stops that a service on this host would have measured before. */
    private static void addHistory(SimulatedWorld world, SampleStore samples, Instant now) {
        SimulatedHypervisor host = world.host();
        Scenario scenario = world.scenario();
        for (Known.KnownGuest guest : scenario.known().guests()) {
            for (Known.PastStop stop : guest.stops()) {
                host.guest(guest.name())
                        .ifPresent(id -> samples.add(StopSample.stopped(
                                        id,
                                        stop.method() == Known.Method.SAVE ? StopMethod.SAVE : StopMethod.SHUTDOWN,
                                        now.minusSeconds(Math.round(stop.daysAgo() * 86_400)),
                                        Duration.ofMillis(Math.round(stop.seconds() * 1000)),
                                        Math.round(guest.memoryMb() * 1024 * 1024))
                                .ending(
                                        stop.outcome() == Known.Outcome.CUT_OFF
                                                ? StopEnding.CUT_OFF
                                                : StopEnding.STOPPED)));
            }
        }
    }

    @Override
    public void close() {
        service.close();
        world.ups().close();
        world.host().close();
        samples.close();
        journal.close();
        store.close();
    }
}
