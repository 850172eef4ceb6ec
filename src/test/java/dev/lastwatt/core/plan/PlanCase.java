package dev.lastwatt.core.plan;

import dev.lastwatt.core.guest.Dependency;
import dev.lastwatt.core.guest.DependencyGraph;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.guest.Volume;
import dev.lastwatt.core.policy.GuestRule;
import dev.lastwatt.core.policy.OtherServer;
import dev.lastwatt.core.policy.Policy;
import dev.lastwatt.core.policy.ShedTier;
import dev.lastwatt.core.power.RemainingRuntime;
import dev.lastwatt.core.stoptime.StopEstimator;
import dev.lastwatt.core.stoptime.StopSample;
import dev.lastwatt.core.stoptime.StopTime;
import dev.lastwatt.fake.Guests;
import dev.lastwatt.fake.RoundStopTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds one request for a plan. Host shutdown 60 s, reserve 40 s; the mains fail at {@link #T0}, stops may begin then. */
final class PlanCase {

    static final Instant T0 = Instant.parse("2026-01-15T09:00:00Z");

    private final List<Guest> guests = new ArrayList<>();
    private final List<Volume> volumes = new ArrayList<>();
    private final List<Dependency> dependencies = new ArrayList<>();
    private final List<StopSample> samples = new ArrayList<>();
    private final List<GuestRule> rules = new ArrayList<>();
    private final List<OtherServer> others = new ArrayList<>();
    private final Map<GuestId, InFlight> inFlight = new HashMap<>();
    private final Map<GuestId, Double> hangs = new HashMap<>();
    private final List<ShedTier> shedding = new ArrayList<>();
    private @Nullable Boolean savesHung;
    private @Nullable Double load;
    private int runtimeSeconds = 1000;
    private Duration saveWhenItBuys = Duration.ZERO;
    private int savesPerVolume = 1;
    private final Map<String, Integer> savesOn = new HashMap<>();
    private int shutdowns = 8;
    private Instant earliest = T0;

    PlanCase guest(Guest guest) {
        guests.add(guest);
        return this;
    }

    /** A guest whose shutdown was measured to take this long, and whose save at 150 MB/s takes {@code save} at worst. */
    PlanCase guest(String name, int shutdown, int save) {
        return guest(Guests.guest(name, saveBytes(save), "C:"), shutdown);
    }

    PlanCase guest(Guest guest, int shutdown) {
        samples.addAll(Guests.measured(guest, StopMethod.SHUTDOWN, Duration.ofSeconds(shutdown)));
        return guest(guest);
    }

    /** Memory whose save, never measured, takes this long at worst. */
    static long saveBytes(double seconds) {
        return Math.round((seconds / 1.5 - 3) * 150e6);
    }

    /** A measured guest of which that share of shutdowns never ends. */
    PlanCase hanging(String name, int shutdown, int save, double share) {
        hangs.put(Guests.id(name), share);
        return guest(name, shutdown, save);
    }

    PlanCase savesHung(@Nullable Boolean saves) {
        savesHung = saves;
        return this;
    }

    /** What the UPS says of its load. */
    PlanCase load(double watts) {
        load = watts;
        return this;
    }

    /** Guests that may be shed when the mains have been gone for so many seconds, if that buys as many as that. */
    PlanCase shed(String guests, int after, int worth) {
        shedding.add(new ShedTier(List.of(guests), Duration.ofSeconds(after), Duration.ofSeconds(worth)));
        return this;
    }

    PlanCase needs(String guest, String on) {
        dependencies.add(Guests.soft(guest, on));
        return this;
    }

    PlanCase livesOn(String guest, String on) {
        dependencies.add(Guests.hard(guest, on));
        return this;
    }

    PlanCase rule(String match, StopMethod... methods) {
        rules.add(Guests.rule(match, methods));
        return this;
    }

    PlanCase rule(GuestRule rule) {
        rules.add(rule);
        return this;
    }

    PlanCase runtime(int seconds) {
        runtimeSeconds = seconds;
        return this;
    }

    PlanCase earliest(int second) {
        earliest = T0.plusSeconds(second);
        return this;
    }

    PlanCase volume(String name, long free) {
        volumes.add(new Volume(name, free));
        return this;
    }

    PlanCase slots(int savesAtOnce, int shutdownsAtOnce) {
        savesPerVolume = savesAtOnce;
        shutdowns = shutdownsAtOnce;
        return this;
    }

    PlanCase savesOn(String volume, int atOnce) {
        savesOn.put(volume, atOnce);
        return this;
    }

    PlanCase saveWhenItBuys(int seconds) {
        saveWhenItBuys = Duration.ofSeconds(seconds);
        return this;
    }

    PlanCase other(String name, int seconds) {
        others.add(new OtherServer(name, Duration.ofSeconds(seconds)));
        return this;
    }

    PlanCase asked(String name, StopMethod method, int secondsAgo) {
        inFlight.put(Guests.id(name), new InFlight(method, T0.minusSeconds(secondsAgo)));
        return this;
    }

    PlanRequest request() {
        Duration runtime = Duration.ofSeconds(runtimeSeconds);
        Policy policy = new Policy(
                new Policy.Times(
                        Duration.ofSeconds(40),
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(60),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(5),
                        saveWhenItBuys),
                new Policy.Limits(savesPerVolume, shutdowns, Policy.Limits.USUAL_CONFIDENCE, Map.of(), savesOn),
                others,
                rules,
                Policy.Windows.NONE,
                savesHung,
                shedding);
        return new PlanRequest(
                T0,
                T0,
                earliest,
                new RemainingRuntime(runtime, runtime, runtime, 0.8, "given"),
                new Inventory(T0, "host", guests, volumes),
                DependencyGraph.of(dependencies),
                policy,
                times(),
                inFlight,
                load);
    }

    private StopEstimator times() {
        RoundStopTimes round = RoundStopTimes.of(samples);
        return (guest, method) -> {
            StopTime time = round.estimate(guest, method);
            Double share = hangs.get(guest.id());
            return share == null || method != StopMethod.SHUTDOWN
                    ? time
                    : new StopTime(time.law(), share, time.samples(), time::because);
        };
    }

    Plan plan() {
        return Planner.plan(request());
    }
}
