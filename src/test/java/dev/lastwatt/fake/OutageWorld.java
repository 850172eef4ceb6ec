package dev.lastwatt.fake;

import dev.lastwatt.app.Effects;
import dev.lastwatt.app.Engine;
import dev.lastwatt.app.SupplySetup;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.guest.Volume;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.outage.OutageState;
import dev.lastwatt.core.policy.Apart;
import dev.lastwatt.core.policy.Groups;
import dev.lastwatt.core.policy.GuestRule;
import dev.lastwatt.core.policy.OtherServer;
import dev.lastwatt.core.policy.Policy;
import dev.lastwatt.core.policy.RuntimeUnknown;
import dev.lastwatt.core.policy.ShedTier;
import dev.lastwatt.core.power.Battery;
import dev.lastwatt.core.power.ContactLoss;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.SourceAnswer;
import dev.lastwatt.core.power.StatusFlag;
import dev.lastwatt.port.ActionAnswer;
import dev.lastwatt.port.BatteryTest;
import dev.lastwatt.port.HostPower;
import dev.lastwatt.port.HypervisorException;
import dev.lastwatt.port.Journal;
import dev.lastwatt.port.PreStopAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A host with guests on a battery, under a virtual clock, with the engine that looks after it. One step is one second. */
public final class OutageWorld implements Effects {

    /** A request to stop, and how the guest was at that time. */
    public record Ask(Instant at, String name, StopMethod method, GuestState state) {}

    public final VirtualTime time = new VirtualTime();
    public final MemoryJournal facts = new MemoryJournal();
    public final MemorySamples samples = new MemorySamples();
    public final Map<GuestId, TestGuest> guests = new LinkedHashMap<>();
    public final List<Ask> asks = new ArrayList<>();
    public final List<String> starts = new ArrayList<>();
    public final List<Instant> hostAsked = new ArrayList<>();
    public final Deque<HostPower.Answer> hostAnswers = new ArrayDeque<>();
    public final List<GuestRule> rules = new ArrayList<>();
    public final List<OtherServer> others = new ArrayList<>();

    /** Runtimes that the UPS says in turn instead of what it thinks, in seconds; 0 stands for what it thinks. */
    public int[] sentinels = {};

    /** Flags beside those of mains and battery. */
    public final Set<StatusFlag> flags = EnumSet.noneOf(StatusFlag.class);

    public Journal journal = facts;
    public String boot = "boot-1";
    public boolean mains = true;
    public boolean contact = true;
    public boolean hypervisor = true;
    public boolean hostIsDown;
    public double full = 1000;
    public double left = 1000;

    /** Seconds of battery that a second on the mains gives back. */
    public double charging = 1;

    public @Nullable Double reportedCharge = -1.0;
    public int concurrentShutdowns = 8;

    /** The runtime that the gauge gives, in terms of the true one. */
    public double optimism = 1;

    /** Watts that the UPS says, null if it says none. */
    public @Nullable Double watts;

    /** What each of these guests draws while it is up, by name; the battery then goes with the load that {@link #watts} says. */
    public final Map<String, Double> draws = new LinkedHashMap<>();

    public final List<ShedTier> shedding = new ArrayList<>();

    /** Whether the UPS says charge and runtime. */
    public boolean gauge = true;

    public RuntimeUnknown whenRuntimeUnknown = RuntimeUnknown.ASSUME;

    /** Names of guests that must never run together, the preferred one first. */
    public final List<List<String>> apart = new ArrayList<>();

    public Battery battery = BATTERY;

    /** How a reading comes to the service. */
    public Function<Reading, SourceAnswer> source = SourceAnswer.Answered::new;

    /** The UPSes, where there are several; null for one. */
    public @Nullable SupplySetup upses;

    /** With several: how a reading comes from each of their sources; {@code null} is silence. */
    public final List<Function<Reading, @Nullable Reading>> sources = new ArrayList<>();

    /** How the UPS is told to use its battery, or to end that; null where it hears at once. */
    public @Nullable BatteryTest tester;

    /** What the UPS was told: to use its battery, or to end that. */
    public final List<Boolean> tests = new ArrayList<>();

    /** It does what it is told. */
    public boolean obeys = true;

    /** It uses its battery because it was told to. */
    public boolean testing;

    /** How long each command before a stop takes; one that is not here is not configured. */
    public final Map<String, Duration> commands = new LinkedHashMap<>();

    /** The exit codes of those that do not end well. */
    public final Map<String, Integer> exits = new LinkedHashMap<>();

    /** What is wrong with a command that is configured. */
    public final Map<String, String> lacking = new LinkedHashMap<>();

    /** The commands that were asked for, with their guests. */
    public final List<String> commandsRun = new ArrayList<>();

    private final Map<Instant, Runnable> later = new TreeMap<>();
    private final Deque<Runnable> answers = new ArrayDeque<>();
    private @Nullable Engine engine;

    /** Adds a guest that shuts down in this time, as was measured often. */
    public TestGuest guest(String name, int seconds) {
        return guest(Guests.guest(name), seconds);
    }

    /** Adds a guest that shuts down in this time, as was measured often. */
    public TestGuest guest(Guest guest, int seconds) {
        TestGuest added = new TestGuest(guest).takes(seconds);
        guests.put(guest.id(), added);
        Guests.measured(guest, StopMethod.SHUTDOWN, Duration.ofSeconds(seconds)).forEach(samples::add);
        return added;
    }

    /** Adds a guest that shuts down in this time, which nobody has measured. */
    public TestGuest newGuest(String name, int seconds) {
        TestGuest added = new TestGuest(Guests.guest(name)).takes(seconds);
        guests.put(added.guest.id(), added);
        return added;
    }

    /** The guest of that name. */
    public TestGuest guest(String name) {
        TestGuest guest = guests.get(Guests.id(name));
        if (guest == null) {
            throw new IllegalArgumentException("no guest " + name);
        }
        return guest;
    }

    /** New, and found to be so: what is doubted of its runtime is the gauge alone. */
    public static final Battery BATTERY = new Battery(
            VirtualTime.START, null, new Battery.Calibration(VirtualTime.START, 1, 0.03), Duration.ofMinutes(5));

    /** Host shutdown 60 s, reserve 40 s, ride-through 15 s, mains hold 30 s. */
    public Policy policy() {
        return new Policy(
                new Policy.Times(
                        Duration.ofSeconds(40),
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(60),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(5),
                        Duration.ZERO),
                new Policy.Limits(1, concurrentShutdowns),
                others,
                rules,
                Policy.Windows.NONE,
                null,
                shedding,
                Groups.NONE,
                new Apart(apart),
                whenRuntimeUnknown);
    }

    /** The engine; made from the journal when it is first asked for. */
    public Engine engine() {
        Engine known = engine;
        if (known == null) {
            known = new Engine(
                    time, journal, samples, this, boot, policy(), upses == null ? SupplySetup.of(battery) : upses);
            engine = known;
        }
        return known;
    }

    /** Ends the engine as a killed process ends; the next one goes on from the journal. */
    public void kill() {
        engine = null;
        answers.clear();
        later.clear();
    }

    /** Arms the service, and lets it see mains and guests. */
    public OutageWorld armed() {
        seconds(2);
        engine().arm("test", "");
        seconds(1);
        return this;
    }

    /** The mains fail. */
    public OutageWorld fail() {
        mains = false;
        return this;
    }

    /** The host boots again, with the guests that are up as they were. */
    public void reboot(String bootId) {
        kill();
        boot = bootId;
        hostIsDown = false;
        mains = true;
    }

    /** Time passes. */
    public void seconds(int count) {
        for (int i = 0; i < count; i++) {
            second();
        }
    }

    /** Time passes until something is so; fails after so many seconds. */
    public void until(BooleanSupplier so, int atMost) {
        for (int i = 0; i < atMost; i++) {
            if (so.getAsBoolean()) {
                return;
            }
            second();
        }
        throw new AssertionError("not within " + atMost + " s; in " + state() + "\n"
                + String.join("\n", facts.facts().stream().map(Object::toString).toList()));
    }

    private void second() {
        passWithoutTheService(1);
        if (hostIsDown) {
            return;
        }
        Engine running = engine();
        List<Instant> due =
                later.keySet().stream().filter(at -> !at.isAfter(time.now())).toList();
        due.forEach(at -> later.remove(at).run());
        while (!answers.isEmpty()) {
            answers.removeFirst().run();
        }
        if (sources.isEmpty()) {
            running.sourceAnswered(contact ? source.apply(reading()) : silence());
        }
        for (int i = 0; i < sources.size(); i++) {
            Reading said = sources.get(i).apply(reading());
            running.sourceAnswered(i, said == null ? silence() : new SourceAnswer.Answered(said));
        }
        if (hypervisor) {
            running.inventoryRead(inventory(), time.now());
        } else {
            running.hypervisorFailed(new HypervisorException(HypervisorException.Cause.TIMEOUT, "no answer"));
        }
        running.tick();
    }

    /** The world goes on; the service does not run. */
    public void passWithoutTheService(int count) {
        for (int i = 0; i < count; i++) {
            time.advance(Duration.ofSeconds(1));
            testing &= mains;
            left = mains && !testing ? Math.min(full, left + charging) : Math.max(0, left - pace());
            guests.values().forEach(g -> g.pass(time.now()));
        }
    }

    private Reading reading() {
        EnumSet<StatusFlag> all = EnumSet.of(mains && !testing ? StatusFlag.OL : StatusFlag.OB);
        if (testing) {
            all.add(StatusFlag.CAL);
        }
        all.addAll(flags);
        Double charge =
                reportedCharge != null && reportedCharge < 0 ? Double.valueOf(100 * left / full) : reportedCharge;
        int sentinel = sentinels.length == 0 ? 0 : sentinels[now() % sentinels.length];
        Duration runtime = Duration.ofSeconds(sentinel == 0 ? Math.round(optimism * left / pace()) : sentinel);
        Double load = watts == null ? null : Double.valueOf(watts * pace());
        return new Reading(time.now(), all, gauge ? charge : null, gauge ? runtime : null, null, load, null, null);
    }

    /** What the load is of the one with every guest up. */
    private double pace() {
        if (watts == null) {
            return 1;
        }
        double off = guests.values().stream()
                .filter(g -> g.state.isDown())
                .mapToDouble(g -> draws.getOrDefault(g.guest.name(), 0.0))
                .sum();
        return 1 - off / watts;
    }

    private SourceAnswer silence() {
        return new SourceAnswer.Missing(time.now(), ContactLoss.SILENT, "nothing came");
    }

    private Inventory inventory() {
        return new Inventory(
                time.now(),
                "host",
                guests.values().stream().map(TestGuest::seen).toList(),
                List.of(new Volume("C:", 1_000_000_000_000L)));
    }

    @Override
    public void stop(GuestId guest, StopMethod method, String reason) {
        TestGuest asked = guests.get(guest);
        if (asked == null) {
            throw new IllegalArgumentException("no guest " + guest);
        }
        asks.add(new Ask(time.now(), asked.guest.name(), method, asked.state));
        ActionAnswer answer = asked.stop(method, time.now());
        answers.add(() -> engine().stopAnswered(guest, method, answer));
    }

    @Override
    public @Nullable String preStopLacks(String command) {
        return commands.containsKey(command) ? lacking.get(command) : "is not configured on this host";
    }

    @Override
    public void preStop(GuestId guest, String command, Duration within) {
        commandsRun.add(command + " for " + guest(guest).guest.name());
        Duration takes = commands.getOrDefault(command, Duration.ZERO);
        boolean ends = takes.compareTo(within) <= 0;
        Integer exit = exits.getOrDefault(command, 0);
        PreStopAnswer answer = ends ? PreStopAnswer.exited(exit, takes, "said\nso") : PreStopAnswer.timedOut(within);
        Instant at = time.now().plus(ends ? takes : within);
        while (later.containsKey(at)) {
            at = at.plusMillis(1);
        }
        later.put(at, () -> engine().preStopAnswered(guest, command, answer));
    }

    private TestGuest guest(GuestId id) {
        return Objects.requireNonNull(guests.get(id));
    }

    @Override
    public void start(GuestId guest) {
        TestGuest asked = guests.get(guest);
        if (asked == null) {
            throw new IllegalArgumentException("no guest " + guest);
        }
        starts.add(asked.guest.name());
        ActionAnswer answer = asked.start(time.now());
        answers.add(() -> engine().startAnswered(guest, answer));
    }

    @Override
    public void shutDownHost(String reason) {
        hostAsked.add(time.now());
        HostPower.Answer odd = hostAnswers.poll();
        HostPower.Answer answer = odd == null ? new HostPower.Answer.Accepted("going down") : odd;
        answers.add(() -> engine().hostAnswered(answer));
    }

    @Override
    public void testBattery(boolean on) {
        BatteryTest told = tester;
        ActionAnswer answer = told == null ? new ActionAnswer.Accepted() : on ? told.start() : told.stop();
        if (told == null) {
            hear(on);
        }
        answers.add(() -> engine().batteryTestAnswered(on, answer));
    }

    /** The UPS is told to use its battery, or to end that. */
    public void hear(boolean on) {
        tests.add(on);
        testing = obeys ? on && mains : testing;
    }

    @Override
    public void refresh() {
        // The inventory is read every second anyway.
    }

    /** Whether the host was asked to go down. */
    public boolean hostIsAsked() {
        return !hostAsked.isEmpty();
    }

    /** Where the outage stands. */
    public OutageState state() {
        return engine().snapshot().state();
    }

    /** Seconds since the world began. */
    public int now() {
        return (int) Duration.between(VirtualTime.START, time.now()).toSeconds();
    }

    /** Facts of that kind, oldest first. */
    public <F extends Fact> List<F> facts(Class<F> kind) {
        return facts.facts().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** How the guests of these names are. */
    public List<GuestState> states(String... names) {
        return Arrays.stream(names).map(n -> guest(n).state).toList();
    }

    /** The requests to stop this guest. */
    public List<Ask> asks(String name) {
        return asks.stream().filter(a -> a.name().equals(name)).toList();
    }

    /** When this guest was first asked to stop, in seconds since the world began. */
    public int askedAt(String name) {
        return (int) Duration.between(VirtualTime.START, asks(name).get(0).at()).toSeconds();
    }
}
