package dev.lastwatt.boot;

import dev.lastwatt.adapter.control.Exposure;
import dev.lastwatt.adapter.control.SecretFile;
import dev.lastwatt.adapter.control.TokenFile;
import dev.lastwatt.adapter.host.ChildProcesses;
import dev.lastwatt.adapter.metrics.CountedSource;
import dev.lastwatt.adapter.policy.PolicyOnDisk;
import dev.lastwatt.adapter.policy.PolicyText;
import dev.lastwatt.adapter.store.SqliteAudit;
import dev.lastwatt.adapter.store.SqliteJournal;
import dev.lastwatt.adapter.store.SqliteKeptAnswers;
import dev.lastwatt.adapter.store.SqlitePolicyVersions;
import dev.lastwatt.adapter.store.SqliteSamples;
import dev.lastwatt.adapter.store.SqliteStore;
import dev.lastwatt.adapter.store.StoreLock;
import dev.lastwatt.adapter.tables.RuntimeTableFiles;
import dev.lastwatt.app.Installation;
import dev.lastwatt.app.PolicyChanges;
import dev.lastwatt.app.SettingsReview;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.port.AuditLog;
import dev.lastwatt.port.Journal;
import dev.lastwatt.port.KeptAnswers;
import dev.lastwatt.port.SampleStore;
import dev.lastwatt.port.Timebase;
import dev.lastwatt.port.Tokens;
import dev.lastwatt.port.UpsSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jboss.logging.Logger;

/** Everything that a running service holds, opened in order and given back in reverse. */
public final class Opened implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Opened.class);

    /** More commands before stops than any policy lets guests stop at once. */
    private static final int COMMANDS_AT_ONCE = 64;

    private final Deque<AutoCloseable> held = new ArrayDeque<>();
    private final Journal journal;
    private final SqliteSamples measured;
    private final Service service;
    private final StoredSamples samples;
    private final SecretFile secret;
    private final Tokens tokens;
    private final World world;
    private final Installation installation;
    private final PolicyChanges policies;
    private final KeptAnswers kept;
    private final AuditLog audit;

    private Opened(Settings settings, MeterRegistry meters) {
        Path data = settings.dataFolder().orElseGet(Folders::data);
        // Made by the lock where it is missing, for its owner only.
        hold(StoreLock.take(data));
        SqliteStore store = hold(SqliteStore.open(data.resolve("lastwatt.db")));
        journal = hold(SqliteJournal.open(store, data.resolve("journal-fallback.jsonl")));
        measured = hold(new SqliteSamples(store));
        secret = SecretFile.in(data);
        secret.createOrRead();
        tokens = TokenFile.in(data);
        world = hold(World.of(settings, data));
        service = hold(new Service(
                world.supply().setup(),
                counted(world.supply(), meters),
                world.hypervisor(),
                world.power(),
                world.agents(),
                LocalCommands.of(settings.commands(), new ChildProcesses(COMMANDS_AT_ONCE), world.hypervisor()),
                journal,
                measured,
                world.time(),
                Policies.of(settings, data),
                new RuntimeTableFiles(),
                Pace.usual().times(world.speed())));
        List<Path> trusted = List.of(
                data,
                data.resolve("lastwatt.db"),
                data.resolve("tokens.json"),
                Folders.config(),
                Folders.config().resolve(Configuration.FILE),
                Policies.place(settings, data));
        service.armedUnless(() -> Exposure.of(trusted));
        Exposure.of(trusted).forEach(e -> LOG.error(e.words()));
        samples = new StoredSamples(
                measured,
                () -> {
                    Inventory known = service.snapshot().inventory();
                    return known == null ? List.of() : known.guests();
                },
                service::samplesChanged);
        HostSurroundings surroundings = hold(
                new HostSurroundings(Policies.surroundings(settings, data), world.hypervisor(), service::snapshot));
        surroundings.start();
        policies = new PolicyChanges(
                new PolicyText(),
                new PolicyOnDisk(Policies.place(settings, data)),
                new SqlitePolicyVersions(store),
                service,
                measured,
                world.time(),
                surroundings);
        policies.lookAtTheFile();
        kept = new SqliteKeptAnswers(store);
        audit = new SqliteAudit(store);
        installation = new Installation(
                Build.version(),
                world.power().bootId(),
                world.time().now(),
                world.supply().name(),
                Pace.usual().reading());
    }

    private static List<UpsSource> counted(ConfiguredSupply supply, MeterRegistry meters) {
        List<UpsSource> counted = new ArrayList<>();
        for (int i = 0; i < supply.sources().size(); i++) {
            counted.add(new CountedSource(
                    supply.sources().get(i), supply.setup().units().get(i).source(), meters));
        }
        return counted;
    }

    /**
     * Opens everything and begins to watch.
     *
     * @throws ConfigurationException if a setting makes that impossible
     */
    public static Opened open(Settings settings, MeterRegistry meters) {
        Opened opened = new Opened(settings, meters);
        opened.service.start();
        return opened;
    }

    /** The service. */
    public Service service() {
        return service;
    }

    /** What it has measured, to be carried away or brought in. */
    public StoredSamples samples() {
        return samples;
    }

    /** Its journal. */
    public Journal journal() {
        return journal;
    }

    /** Its measured stops. */
    public SampleStore measured() {
        return measured;
    }

    /** What a local command must show to be obeyed. */
    public SecretFile secret() {
        return secret;
    }

    /** Who may use its API. */
    public Tokens tokens() {
        return tokens;
    }

    /** The time it lives in. */
    public Timebase time() {
        return world.time();
    }

    /** Looks at the guests' automatic settings, and changes them. */
    public SettingsReview settings() {
        return new SettingsReview(service, world.hypervisor(), journal, world.time(), service::refresh);
    }

    /** Its policy, and how that changes. */
    public PolicyChanges policies() {
        return policies;
    }

    /** What it has answered to requests that may come again. */
    public KeptAnswers kept() {
        return kept;
    }

    /** Who did what. */
    public AuditLog audit() {
        return audit;
    }

    /** What does not change while it runs. */
    public Installation installation() {
        return installation;
    }

    private <T extends AutoCloseable> T hold(T part) {
        held.push(part);
        return part;
    }

    @Override
    public void close() {
        while (!held.isEmpty()) {
            AutoCloseable part = held.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("could not be closed: " + part, e);
            }
        }
    }
}
