package dev.lastwatt.adapter.scenario.play;

import dev.lastwatt.adapter.scenario.Scenario;
import dev.lastwatt.adapter.scenario.policy.Played;
import dev.lastwatt.adapter.scenario.world.Site;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;

/** Every contender plays the same outages. Each play is on one thread; different outages go side by side. */
public final class Tournament {

    /** So many outages are ahead of the one whose results are handed over: bounds the memory. */
    private static final int AHEAD = 64;

    private final List<Contender> contenders;
    private final int threads;

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
    public void play(List<Scenario> scenarios, BiConsumer<Scenario, List<Played>> results) {
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
        contenders.forEach(c -> played.add(c.play().apply(site)));
        return played;
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
