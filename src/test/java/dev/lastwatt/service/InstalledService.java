package dev.lastwatt.service;

import dev.lastwatt.adapter.host.RecordedPower;
import dev.lastwatt.adapter.store.SqliteJournal;
import dev.lastwatt.adapter.store.SqliteSamples;
import dev.lastwatt.adapter.store.SqliteStore;
import dev.lastwatt.app.Snapshot;
import dev.lastwatt.app.SupplySetup;
import dev.lastwatt.boot.Pace;
import dev.lastwatt.boot.Service;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.JournalEntry;
import dev.lastwatt.core.journal.Phase;
import dev.lastwatt.core.policy.Policy;
import dev.lastwatt.core.power.Battery;
import dev.lastwatt.core.stoptime.StopSample;
import dev.lastwatt.port.Hypervisor;
import dev.lastwatt.port.Journal;
import dev.lastwatt.port.PreStopCommands;
import dev.lastwatt.port.RuntimeTables;
import dev.lastwatt.port.ShutdownAgents;
import dev.lastwatt.port.Timebase;
import dev.lastwatt.port.UpsSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The service with all that it holds where it is installed: its threads, its store in a folder, and a host power that is recorded
 * there. What it watches is the test's.
 */
final class InstalledService implements AutoCloseable {

    private final Path folder;
    private final UpsSource source;
    private final Hypervisor hypervisor;
    private final SqliteStore store;
    private final SqliteJournal journal;
    private final Service service;

    /**
     * Starts it.
     *
     * @param folder its data; goes on with what is there
     * @param samples stops that it has measured before
     * @param tap what stands between the service and its journal
     */
    InstalledService(
            Path folder,
            UpsSource source,
            Hypervisor hypervisor,
            Timebase time,
            Pace pace,
            Policy policy,
            List<StopSample> samples,
            UnaryOperator<Journal> tap) {
        this(folder, source, hypervisor, ShutdownAgents.NONE, time, pace, policy, samples, tap);
    }

    /** The same beside others who act on that host. */
    InstalledService(
            Path folder,
            UpsSource source,
            Hypervisor hypervisor,
            ShutdownAgents others,
            Timebase time,
            Pace pace,
            Policy policy,
            List<StopSample> samples,
            UnaryOperator<Journal> tap) {
        this.folder = folder;
        this.source = source;
        this.hypervisor = hypervisor;
        this.store = SqliteStore.open(folder.resolve("lastwatt.db"));
        this.journal = SqliteJournal.open(store, folder.resolve("fallback.jsonl"));
        SqliteSamples measured = new SqliteSamples(store);
        samples.forEach(measured::add);
        this.service = new Service(
                        SupplySetup.of(Battery.unknown(policy.assumedRuntime())),
                        List.of(source),
                        hypervisor,
                        RecordedPower.inBootOfFile(record(folder), time, bootFile(folder)),
                        others,
                        PreStopCommands.NONE,
                        tap.apply(journal),
                        measured,
                        time,
                        policy,
                        RuntimeTables.NONE,
                        pace)
                .start();
    }

    /** The host of that folder is in that boot from now on. */
    static void bootsInto(Path folder, String boot) {
        try {
            Files.createDirectories(folder);
            Files.writeString(bootFile(folder), boot);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How often the host of that folder was asked to power off, and why. */
    static List<String> powerOffs(Path folder) {
        try {
            return Files.exists(record(folder)) ? Files.readAllLines(record(folder)) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The facts that a service which has ended left in that folder. */
    static List<Fact> factsIn(Path folder) {
        try (SqliteStore store = SqliteStore.open(folder.resolve("lastwatt.db"));
                SqliteJournal journal = SqliteJournal.open(store, folder.resolve("fallback.jsonl"))) {
            return facts(journal);
        }
    }

    private static List<Fact> facts(Journal journal) {
        return journal.after(0, Integer.MAX_VALUE).stream()
                .map(JournalEntry::fact)
                .toList();
    }

    private static Path record(Path folder) {
        return folder.resolve("host-power.log");
    }

    private static Path bootFile(Path folder) {
        return folder.resolve("boot-id");
    }

    Service service() {
        return service;
    }

    Snapshot snapshot() {
        return service.snapshot();
    }

    Phase phase() {
        return snapshot().state().phase();
    }

    /** Whether it knows everything that it needs. */
    boolean isReady() {
        return snapshot().plan() != null
                && snapshot().reading() != null
                && snapshot().hypervisorLostSince() == null;
    }

    /** Everything in its journal, oldest first. */
    List<Fact> facts() {
        return facts(journal);
    }

    List<String> powerOffs() {
        return powerOffs(folder);
    }

    @Override
    public void close() {
        service.close();
        source.close();
        hypervisor.close();
        journal.close();
        store.close();
    }
}
