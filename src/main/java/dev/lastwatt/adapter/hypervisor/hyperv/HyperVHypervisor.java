package dev.lastwatt.adapter.hypervisor.hyperv;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastwatt.adapter.hypervisor.hyperv.shell.CauseLog;
import dev.lastwatt.adapter.hypervisor.hyperv.shell.ErrorIdentity;
import dev.lastwatt.adapter.hypervisor.hyperv.shell.ShellAnswer;
import dev.lastwatt.adapter.hypervisor.hyperv.shell.ShellPool;
import dev.lastwatt.adapter.hypervisor.hyperv.shell.ShellSettings;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.GuestStatus;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.stoptime.HostEvent;
import dev.lastwatt.port.ActionAnswer;
import dev.lastwatt.port.GuestCommand;
import dev.lastwatt.port.GuestSettings;
import dev.lastwatt.port.Hypervisor;
import dev.lastwatt.port.HypervisorException;
import dev.lastwatt.port.PreStopAnswer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Hyper-V on this host, by way of PowerShell. */
public final class HyperVHypervisor implements Hypervisor {

    private static final Logger LOG = Logger.getLogger(HyperVHypervisor.class);

    /** One sends while the other collects what arrives meanwhile, and goes on if the first hangs. */
    private static final int SENDERS = 2;

    /** Event logs are read once, at the start, and each record takes milliseconds. */
    private static final Duration HISTORY_DEADLINE = Duration.ofSeconds(40);

    private final ShellSettings settings;
    private final Clock clock;
    private final CauseLog causes = new CauseLog(LOG);
    private final KnownDetails details = new KnownDetails();
    private final ShellPool pool;
    private final ActionQueue actions;
    private final Map<GuestId, String> openJobs = new ConcurrentHashMap<>();
    private final Map<GuestId, JobOutcome> endedJobs = new ConcurrentHashMap<>();

    /** Begins to open PowerShell sessions and returns at once; the first calls wait for them. */
    public HyperVHypervisor(ShellSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.pool = new ShellPool(settings);
        this.actions = new ActionQueue(pool, settings.deadlines().action(), SENDERS, this::jobBegan);
    }

    @Override
    public String name() {
        return "Hyper-V";
    }

    @Override
    public Inventory inventory() {
        Instant takenAt = clock.instant();
        return details.completed(GuestReader.inventory(one(read("Get-LastwattInventory", Map.of())), takenAt));
    }

    @Override
    public List<GuestStatus> states(Collection<GuestId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<String, String> jobs = new LinkedHashMap<>();
        for (GuestId id : ids) {
            String job = openJobs.get(id);
            if (job != null) {
                jobs.put(id.toString(), job);
            }
        }
        JsonNode answer = one(read(
                "Get-LastwattState",
                Map.of("Id", ids.stream().map(GuestId::toString).toList(), "Job", jobs)));
        answer.path("jobs").forEach(this::jobSeen);
        return GuestReader.states(answer);
    }

    @Override
    public ActionAnswer stop(GuestId id, StopMethod method, String reason) {
        return actions.ask(id, method.word(), reason);
    }

    @Override
    public ActionAnswer start(GuestId id) {
        return actions.ask(id, "start", "");
    }

    @Override
    public Map<GuestId, Set<String>> addresses() {
        Map<GuestId, Set<String>> found = new HashMap<>();
        for (JsonNode json : host().addresses()) {
            GuestReader.id(json).ifPresent(id -> json.path("addresses")
                    .forEach(address ->
                            found.computeIfAbsent(id, i -> new HashSet<>()).add(address.asText())));
        }
        return found;
    }

    @Override
    public boolean runsInGuests() {
        return true;
    }

    @Override
    public PreStopAnswer runInGuest(GuestId id, GuestCommand command, Duration within) {
        return new DirectCommand(pool).run(id, command, within);
    }

    /** How the last save, turn-off or start of this guest ended, as far as {@link #states} has seen it end. */
    public Optional<JobOutcome> lastJob(GuestId id) {
        return Optional.ofNullable(endedJobs.get(id));
    }

    @Override
    public GuestSettings settings() {
        return new HyperVSettings(arguments -> call(
                        ShellPool.Purpose.ACTION,
                        "Set-LastwattAutomaticAction",
                        arguments,
                        settings.deadlines().action())
                .output());
    }

    /** What Hyper-V does with these guests by itself. */
    public Map<GuestId, AutomaticActions> automaticActions(Collection<GuestId> ids) {
        Map<GuestId, AutomaticActions> found = new LinkedHashMap<>();
        for (JsonNode json : read(
                        "Get-LastwattAutomaticAction",
                        Map.of("Id", ids.stream().map(GuestId::toString).toList()))
                .output()) {
            GuestReader.id(json).ifPresent(id -> found.put(id, automatic(json)));
        }
        return found;
    }

    private static AutomaticActions automatic(JsonNode json) {
        return new AutomaticActions(
                GuestReader.text(json, "stop", 40),
                GuestReader.text(json, "start", 40),
                Duration.ofSeconds(Math.max(0, json.path("startDelay").asInt(0))));
    }

    @Override
    public List<HostEvent> history(Instant since, int most) {
        List<HostEvent> events = new ArrayList<>();
        Map<String, Object> arguments = Map.of("Since", since.toString(), "Max", most);
        for (JsonNode json : call(ShellPool.Purpose.READ, "Get-LastwattEvent", arguments, HISTORY_DEADLINE)
                .output()) {
            try {
                events.add(new HostEvent(
                        GuestReader.text(json, "log", 200),
                        json.path("id").asInt(),
                        Instant.parse(GuestReader.text(json, "time", 60)),
                        json.path("vmId").asText("").isEmpty()
                                ? null
                                : GuestId.of(GuestReader.text(json, "vmId", 60))));
            } catch (DateTimeParseException | IllegalArgumentException e) {
                LOG.debugf("An event that cannot be read: %s", e.getMessage());
            }
        }
        return events;
    }

    /** The batteries that Windows shows, as the module's {@code Get-LastwattBattery} writes them. */
    public JsonNode batteries() {
        return one(read("Get-LastwattBattery", Map.of())).path("batteries");
    }

    /** What is asked of the host beside its guests, without holding up what is asked about them. */
    public HostQuestions host() {
        return new HostQuestions(pool, settings);
    }

    /** When the host was booted; empty where it does not say. */
    public Optional<Instant> bootedAt() {
        try {
            return Optional.of(Instant.parse(
                    one(read("Get-LastwattHost", Map.of())).path("bootTime").asText("")));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The sessions underneath, for a health check. */
    public ShellPool sessions() {
        return pool;
    }

    private void jobBegan(GuestId id, String job) {
        endedJobs.remove(id);
        openJobs.put(id, job);
    }

    private void jobSeen(JsonNode json) {
        GuestReader.id(json).ifPresent(id -> {
            JobOutcome outcome = JobOutcome.of(
                    json.path("state").asInt(), json.path("errorCode").asLong(0));
            if (outcome.jobState() >= 7
                    && openJobs.remove(id, json.path("instanceId").asText(""))) {
                endedJobs.put(id, outcome);
                if (!outcome.succeeded()) {
                    LOG.warnf(
                            "What guest %s was asked for failed: job state %d, error %d",
                            id, outcome.jobState(), outcome.errorCode());
                }
            }
        });
    }

    private ShellAnswer read(String function, Map<String, ?> arguments) {
        return call(
                ShellPool.Purpose.READ,
                function,
                arguments,
                settings.deadlines().read());
    }

    /** A session that turns out to be dead costs a second try, as long as there is time; one that is late does not get one. */
    private ShellAnswer call(ShellPool.Purpose purpose, String function, Map<String, ?> arguments, Duration deadline) {
        long until = System.nanoTime() + deadline.toNanos();
        try {
            return attempt(purpose, function, arguments, until);
        } catch (HypervisorException e) {
            if (e.kind() != HypervisorException.Cause.GARBLED || purpose != ShellPool.Purpose.READ) {
                throw e;
            }
            return attempt(purpose, function, arguments, until);
        }
    }

    private ShellAnswer attempt(ShellPool.Purpose purpose, String function, Map<String, ?> arguments, long until) {
        ShellAnswer answer;
        try (ShellPool.Lease lease = pool.lease(purpose, left(until))) {
            answer = lease.ask(function, arguments, left(until));
        }
        if (answer.timedOut()) {
            throw wrong(HypervisorException.Cause.TIMEOUT, "Hyper-V did not answer " + function + " in time");
        }
        if (!answer.errors().isEmpty()) {
            ErrorIdentity error = answer.errors().get(0);
            throw wrong(error.cause(), advice(error.cause()) + " (" + error.text() + ")");
        }
        causes.right("hyper-v", "Hyper-V answers again.");
        return answer;
    }

    private static Duration left(long until) {
        return Duration.ofNanos(Math.max(1_000_000, until - System.nanoTime()));
    }

    private HypervisorException wrong(HypervisorException.Cause cause, String line) {
        causes.wrong("hyper-v", cause.name(), line);
        return new HypervisorException(cause, line);
    }

    private static String advice(HypervisorException.Cause cause) {
        return switch (cause) {
            case DENIED ->
                "Hyper-V denies access: the account of this service must be in the local group with SID "
                        + "S-1-5-32-578 (Hyper-V Administrators), or LocalSystem";
            case MISCONFIGURED ->
                "PowerShell does not find what it needs: is the Hyper-V module for PowerShell installed?";
            default -> "Hyper-V does not answer: is it installed, and does the service vmms run?";
        };
    }

    private static JsonNode one(ShellAnswer answer) {
        if (answer.output().isEmpty()) {
            throw new HypervisorException(HypervisorException.Cause.GARBLED, "PowerShell gave an empty answer");
        }
        return answer.output().get(0);
    }

    @Override
    public void close() {
        actions.close();
        pool.close();
    }
}
