package dev.lastwatt.served;

import dev.lastwatt.adapter.control.SecretFile;
import dev.lastwatt.adapter.control.TokenFile;
import dev.lastwatt.adapter.policy.PolicyOnDisk;
import dev.lastwatt.adapter.policy.PolicyText;
import dev.lastwatt.adapter.store.SqliteAudit;
import dev.lastwatt.adapter.store.SqliteKeptAnswers;
import dev.lastwatt.adapter.store.SqlitePolicyVersions;
import dev.lastwatt.adapter.store.SqliteStore;
import dev.lastwatt.app.CalibrationRequest;
import dev.lastwatt.app.Controls;
import dev.lastwatt.app.DrillControls;
import dev.lastwatt.app.DrillRequest;
import dev.lastwatt.app.Effects;
import dev.lastwatt.app.Engine;
import dev.lastwatt.app.Inquiry;
import dev.lastwatt.app.Installation;
import dev.lastwatt.app.PolicyBasis;
import dev.lastwatt.app.PolicyChanges;
import dev.lastwatt.app.PolicyControls;
import dev.lastwatt.app.Reports;
import dev.lastwatt.app.SampleExchange;
import dev.lastwatt.app.SettingsReview;
import dev.lastwatt.app.Snapshot;
import dev.lastwatt.app.Watching;
import dev.lastwatt.boot.StoredSamples;
import dev.lastwatt.core.drill.Refusal;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.guest.Volume;
import dev.lastwatt.core.journal.RunId;
import dev.lastwatt.core.policy.Policy;
import dev.lastwatt.core.policy.Surroundings;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.SourceAnswer;
import dev.lastwatt.core.power.StatusFlag;
import dev.lastwatt.core.stoptime.StopSample;
import dev.lastwatt.fake.MemoryJournal;
import dev.lastwatt.port.AuditLog;
import dev.lastwatt.port.Journal;
import dev.lastwatt.port.KeptAnswers;
import dev.lastwatt.port.SampleStore;
import dev.lastwatt.port.Timebase;
import dev.lastwatt.port.Tokens;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The real engine with nothing behind it, driven by hand. Takes the place of what the composition root produces. */
@Alternative
@Singleton
public class ServedEngine implements Effects, SampleStore {

    /** When every test begins. */
    public static final Instant START = Instant.parse("2026-11-22T17:00:00Z");

    public static final GuestId DB = GuestId.of("11111111-1111-1111-1111-111111111111");
    public static final GuestId APP = GuestId.of("22222222-2222-2222-2222-222222222222");

    private final Path folder = folder();
    private final ServedHost host = new ServedHost();
    private final MemoryJournal journal = new MemoryJournal();
    private final List<StopSample> samples = new ArrayList<>();
    private final TokenFile tokens = TokenFile.in(folder);
    private @Nullable SqliteStore store;
    private volatile Instant now = START;
    private volatile Engine engine = fresh();

    /** Begins anew: on the mains, two guests running, not armed. The journal stays. */
    public void reset() {
        now = START;
        samples.clear();
        journal.setHealthy(true);
        journal.setReadable(true);
        engine = fresh();
        readings(StatusFlag.OL);
        engine.inventoryRead(
                new Inventory(
                        now,
                        "host-1",
                        List.of(
                                Guest.running(DB, "db", 4L << 30, "D:"),
                                Guest.running(APP, "app", 2L << 30, "D:").withState(GuestState.OFF)),
                        List.of(new Volume("D:", 64L << 30))),
                now);
        engine.tick();
    }

    /** Begins anew, with neither an answer of the UPS nor of the hypervisor. */
    public void resetToNothingKnown() {
        now = START;
        engine = fresh();
        engine.tick();
    }

    private Engine fresh() {
        return new Engine(() -> now, journal, this, this, "boot-1", Policy.defaults());
    }

    /** Answers of the UPS with these flags, until they count. */
    public void readings(StatusFlag... flags) {
        for (int i = 0; i < 10; i++) {
            now = now.plusSeconds(1);
            engine.sourceAnswered(new SourceAnswer.Answered(
                    new Reading(now, Set.of(flags), 90.0, Duration.ofMinutes(20), 25.0, null, 230.4, null)));
            engine.tick();
        }
    }

    /** Nothing happens for that long. */
    public void silence(Duration duration) {
        now = now.plus(duration);
    }

    /** The hypervisor that settings are changed in. */
    public ServedHost host() {
        return host;
    }

    public Engine engine() {
        return engine;
    }

    public MemoryJournal memory() {
        return journal;
    }

    public Path dataFolder() {
        return folder;
    }

    @Produces
    @Singleton
    Watching watching() {
        return () -> engine.snapshot();
    }

    @Produces
    @Singleton
    Journal journal() {
        return journal;
    }

    @Produces
    @Singleton
    Timebase time() {
        return () -> now;
    }

    @Produces
    @Singleton
    SettingsReview settings() {
        return new SettingsReview(this::snapshotOfNow, host, journal, () -> now, () -> {});
    }

    private Snapshot snapshotOfNow() {
        return engine.snapshot();
    }

    @Produces
    @Singleton
    Installation installation() {
        return new Installation("1.2.3-test", "boot-1", START, "simulated://bench", Duration.ofSeconds(2));
    }

    @Produces
    @Singleton
    public SecretFile secret() {
        return SecretFile.in(folder);
    }

    @Produces
    @Singleton
    SampleExchange exchange() {
        return new StoredSamples(this, List::of, () -> {});
    }

    @Produces
    @Singleton
    Reports reports(Inquiry inquiry) {
        return new ServedReports(inquiry);
    }

    @Produces
    @Singleton
    Controls controls() {
        return new Controls() {
            @Override
            public void arm(String by, String reason) {
                if (reason.equals("while the engine hangs")) {
                    throw new IllegalStateException(
                            "the service did not take the command within 2 s; look at its state");
                }
                engine.arm(by, reason);
                engine.tick();
            }

            @Override
            public void disarm(@Nullable Instant until, String by, String reason) {
                engine.disarm(until, by, reason);
                engine.tick();
            }

            @Override
            public void hold(Instant until, String by, String reason) {
                engine.hold(until, by, reason);
                engine.tick();
            }

            @Override
            public void endHold(String by, String reason) {
                engine.endHold(by, reason);
                engine.tick();
            }

            @Override
            public List<Refusal> shutDown(String by, String reason) {
                List<Refusal> refusals = engine.shutDown(by, reason);
                engine.tick();
                return refusals;
            }

            @Override
            public List<Refusal> cancelRun(RunId run, String by, String reason) {
                List<Refusal> refusals = engine.cancelRun(run, by, reason);
                engine.tick();
                return refusals;
            }

            @Override
            public void batteryReplaced(@Nullable String ups, Instant on, String by) {
                engine.batteryReplaced(ups, on, by);
                engine.tick();
            }

            @Override
            public List<String> battery() {
                return engine.batteryInWords();
            }
        };
    }

    @Produces
    @Singleton
    PolicyChanges policies() {
        PolicyControls policy = new PolicyControls() {
            @Override
            public PolicyBasis basis(Policy given) {
                return engine.basis(given);
            }

            @Override
            public void policyGiven(Policy given) {
                engine.policyChanged(given);
                engine.tick();
            }
        };
        PolicyChanges changes = new PolicyChanges(
                new PolicyText(),
                new PolicyOnDisk(folder.resolve("policy.yaml")),
                new SqlitePolicyVersions(store()),
                policy,
                this,
                () -> now,
                () -> Surroundings.UNKNOWN);
        changes.lookAtTheFile();
        return changes;
    }

    @Produces
    @Singleton
    Tokens tokenBook() {
        return tokens;
    }

    /** The tokens that the API knows. */
    public TokenFile tokens() {
        return tokens;
    }

    @Produces
    @Singleton
    AuditLog audit() {
        return new SqliteAudit(store());
    }

    @Produces
    @Singleton
    KeptAnswers kept() {
        return new SqliteKeptAnswers(store());
    }

    private synchronized SqliteStore store() {
        SqliteStore is = store;
        if (is == null) {
            is = SqliteStore.open(folder.resolve("served.db"));
            store = is;
        }
        return is;
    }

    @Produces
    @Singleton
    DrillControls drills() {
        return new DrillControls() {
            @Override
            public List<Refusal> drill(DrillRequest request) {
                List<Refusal> refusals = engine.drill(request);
                engine.tick();
                return refusals;
            }

            @Override
            public List<Refusal> calibrate(CalibrationRequest request) {
                List<Refusal> refusals = engine.calibrate(request, "calibrate.start");
                engine.tick();
                return refusals;
            }

            @Override
            public List<Refusal> stopDrill(String by) {
                List<Refusal> refusals = engine.stopDrill(by);
                engine.tick();
                return refusals;
            }
        };
    }

    @Override
    public void stop(GuestId guest, StopMethod method, String reason) {}

    @Override
    public void start(GuestId guest) {}

    @Override
    public void shutDownHost(String reason) {}

    @Override
    public void refresh() {}

    @Override
    public void add(StopSample sample) {
        samples.add(sample);
    }

    @Override
    public List<StopSample> all() {
        return List.copyOf(samples);
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("lastwatt-served");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
