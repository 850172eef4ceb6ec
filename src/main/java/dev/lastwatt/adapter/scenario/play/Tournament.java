package dev.lastwatt.adapter.scenario.play;

import dev.lastwatt.adapter.scenario.Scenario;
import dev.lastwatt.adapter.scenario.policy.Played;
import dev.lastwatt.adapter.scenario.world.Site;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

/** Every contender plays the same outages. Each play is on one thread; different outages go side by side. */
public final class Tournament {

    /** So many outages are ahead of the one whose results are handed over: bounds the memory. */
    private static final int AHEAD = 64;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final List<Contender> contenders;
    private final int threads;
    private final Map<String, LongAdder> cpuNanos = new ConcurrentHashMap<>();

    /** On so many threads, at least 1. */
    public Tournament(List<Contender> contenders, int threads) {
        this.contenders = List.copyOf(contenders);
        this.threads = threads;
    }

    /**
     * Plays. The results of an outage are handed over together, by contender, in the order of the scenarios, on the calling thread.
     *
     * @throws IllegalStateException if a contender fails, naming the scenario
     */
    public void play(Iterable<Scenario> scenarios, BiConsumer<Scenario, List<Played>> results) {
        ExecutorService pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "lastwatt-simulate");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Queue<Pending> pending = new ArrayDeque<>();
            Iterator<Scenario> next = scenarios.iterator();
            while (next.hasNext() || !pending.isEmpty()) {
                while (next.hasNext() && pending.size() < AHEAD) {
                    Scenario scenario = next.next();
                    pending.add(new Pending(scenario, pool.submit(() -> playOne(scenario))));
                }
                Pending first = pending.remove();
                results.accept(first.scenario(), await(first));
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private record Pending(Scenario scenario, Future<List<Played>> played) {}

    private List<Played> playOne(Scenario scenario) {
        Site site = new Site(scenario);
        List<Played> played = new ArrayList<>();
        for (Contender contender : contenders) {
            long began = THREADS.getCurrentThreadCpuTime();
            played.add(contender.play().apply(site));
            cpuNanos.computeIfAbsent(contender.name(), n -> new LongAdder())
                    .add(THREADS.getCurrentThreadCpuTime() - began);
        }
        return played;
    }

    /** What the plays of this contender took of a processor so far, in seconds; compiling and collecting garbage not counted. */
    public double cpuSeconds(String contender) {
        LongAdder nanos = cpuNanos.get(contender);
        return nanos == null ? 0 : nanos.sum() / 1e9;
    }

    private static List<Played> await(Pending pending) {
        try {
            return pending.played().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "scenario " + pending.scenario().id() + " cannot be played: " + e.getCause(), e);
        }
    }
}
