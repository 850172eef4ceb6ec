package dev.lastwatt.adapter.report;

import dev.lastwatt.app.Arming;
import dev.lastwatt.app.DrillProgress;
import dev.lastwatt.app.Snapshot;
import dev.lastwatt.core.guest.Dependency;
import dev.lastwatt.core.guest.DependencyGraph;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.guest.ShutdownService;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.guest.Volume;
import dev.lastwatt.core.outage.OutageState;
import dev.lastwatt.core.plan.InFlight;
import dev.lastwatt.core.plan.Plan;
import dev.lastwatt.core.plan.PlanRequest;
import dev.lastwatt.core.plan.Planner;
import dev.lastwatt.core.policy.OtherServer;
import dev.lastwatt.core.policy.Policy;
import dev.lastwatt.core.power.PowerState;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.RemainingRuntime;
import dev.lastwatt.core.power.SourceAnswer;
import dev.lastwatt.core.power.StatusFlag;
import dev.lastwatt.core.stoptime.HostShutdownTime;
import dev.lastwatt.core.stoptime.StopSample;
import dev.lastwatt.fake.RoundStopTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Hosts to report on, planned by the real planner. */
final class Hosts {

    static final Instant NOW = Instant.parse("2026-11-22T17:03:12Z");

    final List<Guest> guests = new ArrayList<>();
    final List<StopSample> samples = new ArrayList<>();
    final List<Dependency> dependencies = new ArrayList<>();
    final Map<GuestId, InFlight> inFlight = new HashMap<>();
    final List<String> alarms = new ArrayList<>();
    Policy policy = Policy.defaults();
    Duration lowerBound = Duration.ofSeconds(720);

    @Nullable Duration reported = Duration.ofSeconds(900);

    Instant now = NOW;
    Instant failedAt = NOW;
    OutageState state = new OutageState.OnLine();
    Arming arming = new Arming(true, null, List.of());
    boolean hypervisorAnswers = true;

    static GuestId id(int number) {
        return new GuestId(new UUID(0x1a2b3c4d00004000L + ((long) number << 32), 0x8000000000000000L + number));
    }

    Guest guest(String name, int gib) {
        Guest guest = Guest.running(id(guests.size() + 1), name, (long) gib << 30, "D:");
        guests.add(guest);
        return guest;
    }

    Hosts took(Guest guest, StopMethod method, double... seconds) {
        for (double s : seconds) {
            samples.add(StopSample.stopped(
                    guest.id(),
                    method,
                    NOW.minusSeconds(86_400),
                    Duration.ofMillis(Math.round(s * 1000)),
                    guest.memoryBytes()));
        }
        return this;
    }

    Hosts needs(Guest client, Guest server) {
        dependencies.add(new Dependency(client.id(), server.id(), Dependency.Kind.SOFT));
        return this;
    }

    /** A small host as an administrator may have it. */
    static Hosts office() {
        Hosts host = new Hosts();
        Guest dc = host.guest("DC01", 4);
        Guest sql = host.guest("SQL01", 32);
        Guest web = host.guest("WEB01", 8);
        Guest app = host.guest("APP01", 8);
        Guest file = host.guest("FILE01", 8);
        host.guest("LINUX-TEST", 2);
        host.guests.add(
                Guest.running(id(7), "APPLIANCE", 2L << 30, "D:").withShutdownService(ShutdownService.NO_CONTACT));
        host.guests.add(Guest.running(id(8), "OLD-ARCHIVE", 4L << 30, "D:").withState(GuestState.OFF));
        host.guests.add(Guest.running(id(9), "STRANGE", 4L << 30, "D:").withState(GuestState.UNKNOWN));
        host.took(dc, StopMethod.SHUTDOWN, 21.3, 24.8, 22.0, 30.9)
                .took(sql, StopMethod.SHUTDOWN, 61.2, 75.4, 66.6, 92.3, 64.0)
                .took(web, StopMethod.SHUTDOWN, 14.1, 18.9, 15.0)
                .took(app, StopMethod.SHUTDOWN, 33.3, 41.5)
                .took(file, StopMethod.SHUTDOWN, 40.2);
        return host.needs(web, app).needs(app, sql).needs(sql, dc).needs(file, dc);
    }

    /** A host of any kind. */
    static Hosts random(long seed) {
        Random random = new Random(seed);
        Hosts host = new Hosts();
        int guests = random.nextInt(14);
        for (int i = 0; i < guests; i++) {
            Guest guest = host.guest("vm" + random.nextInt(10), 1 + random.nextInt(64));
            for (StopMethod method : List.of(StopMethod.SHUTDOWN, StopMethod.SAVE)) {
                for (int n = random.nextInt(4); n > 0; n--) {
                    host.took(guest, method, 1 + 200 * random.nextDouble());
                }
            }
            if (i > 0 && random.nextBoolean()) {
                host.needs(guest, host.guests.get(random.nextInt(i)));
            }
            if (random.nextInt(6) == 0) {
                host.guests.set(i, guest.withShutdownService(ShutdownService.LOST));
            }
        }
        Policy base = Policy.defaults();
        host.policy = new Policy(
                new Policy.Times(
                        Duration.ofMillis(random.nextInt(60_000)),
                        base.rideThrough(),
                        base.mainsHold(),
                        Duration.ofMillis(10_000 + random.nextInt(200_000)),
                        base.forcedShutdownGrace(),
                        base.assumedRuntime(),
                        base.saveWhenItBuys()),
                new Policy.Limits(
                        1 + random.nextInt(3),
                        1 + random.nextInt(8),
                        base.confidence(),
                        Map.of(),
                        seed % 3 == 0 ? Map.of("C:", 1 + (int) (seed % 4)) : Map.of()),
                random.nextInt(3) == 0
                        ? List.of(new OtherServer("NAS", Duration.ofMillis(random.nextInt(400_000))))
                        : List.of(),
                List.of(),
                Policy.Windows.NONE,
                null,
                List.of());
        host.lowerBound = Duration.ofMillis(random.nextInt(40 * 60_000));
        if (random.nextBoolean()) {
            host.onBatteryFor(Duration.ofMillis(random.nextInt(600_000)));
            host.guests.stream()
                    .filter(g -> random.nextInt(4) == 0)
                    .forEach(g -> host.inFlight.put(
                            g.id(),
                            new InFlight(
                                    random.nextBoolean() ? StopMethod.SAVE : StopMethod.SHUTDOWN,
                                    host.now.minusMillis(random.nextInt(300_000)))));
        }
        return host;
    }

    Hosts onBatteryFor(Duration time) {
        failedAt = NOW;
        now = NOW.plus(time);
        state = new OutageState.Holding(failedAt);
        return this;
    }

    Plan plan() {
        Instant ridden = failedAt.plus(policy.rideThrough());
        return Planner.plan(new PlanRequest(
                now,
                failedAt,
                now.isAfter(ridden) ? now : ridden,
                remaining(),
                inventory(),
                graph(),
                policy,
                RoundStopTimes.of(samples),
                inFlight));
    }

    private DependencyGraph graph() {
        return DependencyGraph.of(dependencies);
    }

    private RemainingRuntime remaining() {
        return new RemainingRuntime(
                lowerBound,
                lowerBound.multipliedBy(5).dividedBy(4),
                reported,
                0.8,
                "the device says 15 min, of which 80 % are trusted");
    }

    private Inventory inventory() {
        return new Inventory(NOW, "HV01", guests, List.of(new Volume("D:", 500L << 30)));
    }

    private Reading reading() {
        boolean onLine = failedAt.equals(now);
        return new Reading(
                now.minusSeconds(2),
                Set.of(onLine ? StatusFlag.OL : StatusFlag.OB),
                97.0,
                reported,
                34.0,
                null,
                null,
                null);
    }

    private PowerState power() {
        return failedAt.equals(now)
                ? new PowerState.OnLine(NOW.minusSeconds(3600))
                : new PowerState.OnBattery(failedAt);
    }

    Snapshot snapshot() {
        return new Snapshot(
                now,
                state,
                power(),
                reading(),
                new SourceAnswer.Answered(reading()),
                remaining(),
                List.of(),
                inventory(),
                graph(),
                plan(),
                policy,
                arming,
                hypervisorAnswers ? null : NOW.minusSeconds(60),
                HostShutdownTime.of(policy.hostShutdown(), List.of()),
                alarms,
                DrillProgress.NONE);
    }

    /** A service that has just started. */
    Snapshot knowingNothing() {
        return new Snapshot(
                now,
                state,
                new PowerState.Unknown(NOW, null),
                null,
                null,
                remaining(),
                List.of(),
                null,
                DependencyGraph.of(List.of()),
                null,
                policy,
                arming,
                NOW,
                HostShutdownTime.of(policy.hostShutdown(), List.of()),
                List.of("no reading of the UPS: the connection was refused"),
                DrillProgress.NONE);
    }
}
