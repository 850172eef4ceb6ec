package dev.lastwatt.bench;

import dev.lastwatt.core.guest.Dependency;
import dev.lastwatt.core.guest.DependencyGraph;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.guest.Volume;
import dev.lastwatt.core.plan.Plan;
import dev.lastwatt.core.plan.PlanRequest;
import dev.lastwatt.core.plan.Planner;
import dev.lastwatt.core.policy.Policy;
import dev.lastwatt.core.power.RemainingRuntime;
import dev.lastwatt.core.stoptime.StopCause;
import dev.lastwatt.core.stoptime.StopEnding;
import dev.lastwatt.core.stoptime.StopEstimator;
import dev.lastwatt.core.stoptime.StopSample;
import dev.lastwatt.core.stoptime.StopTimes;
import dev.lastwatt.core.guest.Heartbeat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One plan of a random host: three layers that lean on each other, a volume for each 50 guests, half as many shutdowns at once as
 * guests up to 100. {@code plan} begins with nothing known, {@code again} is what the service does each time: the same planner, a
 * battery that has moved on.
 */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 3)
@Fork(1)
public class PlanBenchmark {

    @Param({"5", "20", "100", "1000", "5000"})
    int guests;

    /** The battery, as a multiple of what the preferred methods need: with 2 they fit, with 0.6 faster ones must be found. */
    @Param({"2", "0.6"})
    double battery;

    private PlanRequest request;
    private final Planner planner = new Planner();
    private long moved;

    /** Draws the host. */
    @Setup
    public void draw() {
        SplittableRandom random = new SplittableRandom(guests);
        Instant now = Instant.parse("2026-01-15T09:00:00Z");
        List<Guest> all = new ArrayList<>();
        List<Dependency> leans = new ArrayList<>();
        List<StopSample> samples = new ArrayList<>();
        List<StopTimes.Subject> subjects = new ArrayList<>();
        List<Volume> volumes = new ArrayList<>();
        for (int v = 0; v <= guests / 50; v++) {
            volumes.add(new Volume("v" + v, -1));
        }
        for (int i = 0; i < guests; i++) {
            GuestId id = new GuestId(new UUID(0, i + 1));
            long memory = (2L << random.nextInt(5)) << 30;
            Guest guest = Guest.running(id, "guest" + i, memory, "v" + i / 50);
            all.add(guest);
            subjects.add(StopTimes.Subject.of(guest));
            double median = 28 * Math.exp(0.7 * (random.nextDouble() - 0.5) * 3);
            for (int s = 0; s < 3; s++) {
                samples.add(new StopSample(
                        id,
                        StopMethod.SHUTDOWN,
                        now.minus(Duration.ofDays(30L * (s + 1))),
                        Duration.ofMillis(Math.round(1000 * median * (0.8 + 0.4 * random.nextDouble()))),
                        StopEnding.STOPPED,
                        StopCause.RUN,
                        memory,
                        0,
                        Heartbeat.UNKNOWN));
            }
            int layer = i % 5 < 3 ? 0 : i % 5 - 2;
            if (layer < 2 && i > 5) {
                int on = i - i % 5 + 3 + layer - 5 * random.nextInt(1, 1 + i / 5);
                leans.add(new Dependency(id, new GuestId(new UUID(0, on + 1)), Dependency.Kind.SOFT));
            }
        }
        StopEstimator times = StopTimes.of(subjects, samples, Map.of());
        Policy policy = Policy.defaults().withLimits(new Policy.Limits(1, Math.max(2, Math.min(50, guests / 2))));
        request = request(now, Duration.ofDays(10), all, volumes, leans, policy, times);
        Duration needs = Planner.plan(request).budget().needed();
        request = request(
                now,
                Duration.ofMillis(Math.round(needs.toMillis() * battery)),
                all,
                volumes,
                leans,
                policy,
                times);
    }

    private static PlanRequest request(
            Instant now,
            Duration lasts,
            List<Guest> guests,
            List<Volume> volumes,
            List<Dependency> leans,
            Policy policy,
            StopEstimator times) {
        return new PlanRequest(
                now,
                now,
                now,
                new RemainingRuntime(lasts, lasts.multipliedBy(3).dividedBy(2), lasts, 0.95, "drawn"),
                new Inventory(now, "host", guests, volumes),
                DependencyGraph.of(leans),
                policy,
                times,
                Map.of());
    }

    /** A plan from nothing but the request. */
    @Benchmark
    public Plan plan() {
        return Planner.plan(request);
    }

    /** The next plan of a planner that made the last one. */
    @Benchmark
    public Plan again() {
        moved = (moved + 7) % 1000;
        return planner.next(new PlanRequest(
                request.now().plusMillis(moved),
                request.powerFailedAt(),
                request.now().plusMillis(moved),
                request.remaining(),
                request.inventory(),
                request.graph(),
                request.policy(),
                request.times(),
                request.inFlight()));
    }
}
