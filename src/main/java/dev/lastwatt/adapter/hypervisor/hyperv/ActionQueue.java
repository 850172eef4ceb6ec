package dev.lastwatt.adapter.hypervisor.hyperv;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastwatt.adapter.hypervisor.hyperv.shell.ShellAnswer;
import dev.lastwatt.adapter.hypervisor.hyperv.shell.ShellPool;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.port.ActionAnswer;
import dev.lastwatt.port.HypervisorException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

/**
 * Requests that change something. What arrives while PowerShell is busy goes to it together: every exchange costs some 60 ms
 * whatever is in it, and ten guests have to be asked within a second.
 */
final class ActionQueue implements AutoCloseable {

    private static final int MOST_TOGETHER = 16;

    /** Stops that are decided upon together arrive within this; less than a tenth of what sending them apart would cost. */
    private static final long GATHERING_MILLIS = 15;

    private final ShellPool pool;
    private final Duration deadline;
    private final BiConsumer<GuestId, String> jobBegan;
    private final LinkedBlockingQueue<Item> waiting = new LinkedBlockingQueue<>();
    private final List<Thread> workers = new ArrayList<>();
    private final ReentrantLock gathering = new ReentrantLock();

    private static final class Item {
        private final GuestId id;
        private final String action;
        private final String reason;
        private final long until;
        private final CompletableFuture<ActionAnswer> answer = new CompletableFuture<>();

        Item(GuestId id, String action, String reason, long until) {
            this.id = id;
            this.action = action;
            this.reason = reason;
            this.until = until;
        }

        Map<String, String> request() {
            return Map.of("id", id.toString(), "action", action, "reason", reason);
        }
    }

    ActionQueue(ShellPool pool, Duration deadline, int workers, BiConsumer<GuestId, String> jobBegan) {
        this.pool = pool;
        this.deadline = deadline;
        this.jobBegan = jobBegan;
        for (int i = 1; i <= workers; i++) {
            Thread worker = new Thread(this::work, "lastwatt-hyper-v-actions-" + i);
            worker.setDaemon(true);
            worker.start();
            this.workers.add(worker);
        }
    }

    /**
     * Makes the request and returns what PowerShell says to it.
     *
     * @throws HypervisorException if the request could not be made
     */
    ActionAnswer ask(GuestId id, String action, String reason) {
        Item item = new Item(id, action, reason, System.nanoTime() + deadline.toNanos());
        waiting.add(item);
        try {
            return item.answer.get(deadline.toMillis() + 250, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            if (waiting.remove(item)) {
                throw new HypervisorException(
                        HypervisorException.Cause.TIMEOUT, "no PowerShell session was free to " + action + " " + id, e);
            }
            return new ActionAnswer.Unanswered("no answer within " + deadline.toMillis() + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            waiting.remove(item);
            return new ActionAnswer.Unanswered("the wait was given up");
        } catch (ExecutionException | CompletionException e) {
            if (e.getCause() instanceof HypervisorException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private void work() {
        List<Item> together = new ArrayList<>();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                together.clear();
                gather(together);
                send(together);
            } catch (InterruptedException e) {
                together.forEach(i -> i.answer.complete(new ActionAnswer.Unanswered("the service ends")));
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                together.forEach(i -> i.answer.completeExceptionally(e));
            }
        }
    }

    /** One at a time, or what belongs together would be torn apart: two sessions that change one host wait for each other. */
    private void gather(List<Item> together) throws InterruptedException {
        gathering.lockInterruptibly();
        try {
            together.add(waiting.take());
            long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GATHERING_MILLIS);
            while (together.size() < MOST_TOGETHER) {
                Item next = waiting.poll(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
                if (next == null) {
                    return;
                }
                together.add(next);
            }
        } finally {
            gathering.unlock();
        }
    }

    private void send(List<Item> items) {
        Duration left = Duration.ofNanos(
                Math.max(1_000_000, items.stream().mapToLong(i -> i.until).min().orElse(0) - System.nanoTime()));
        try (ShellPool.Lease lease = pool.lease(ShellPool.Purpose.ACTION, left)) {
            long until = items.stream().mapToLong(i -> i.until).max().orElse(0);
            Duration allowed = Duration.ofNanos(Math.max(1_000_000, until - System.nanoTime()));
            deliver(items, ask(lease, items, allowed));
        }
    }

    /** Once something has been sent, a missing answer is no longer an exception: the request may have been carried out. */
    private static Map<GuestId, Deque<JsonNode>> ask(ShellPool.Lease lease, List<Item> items, Duration allowed) {
        Map<GuestId, Deque<JsonNode>> answers = new HashMap<>();
        try {
            List<Map<String, String>> requests =
                    items.stream().map(Item::request).toList();
            ShellAnswer answer = lease.ask("Request-LastwattAction", Map.of("Request", requests), allowed);
            answer.output().forEach(json -> GuestReader.id(json)
                    .ifPresent(id ->
                            answers.computeIfAbsent(id, i -> new ArrayDeque<>()).add(json)));
            return answers;
        } catch (HypervisorException e) {
            items.forEach(i -> i.answer.complete(new ActionAnswer.Unanswered(String.valueOf(e.getMessage()))));
            return answers;
        }
    }

    private void deliver(List<Item> items, Map<GuestId, Deque<JsonNode>> answers) {
        for (Item item : items) {
            JsonNode json = answers.getOrDefault(item.id, new ArrayDeque<>()).poll();
            if (json == null) {
                item.answer.complete(new ActionAnswer.Unanswered("PowerShell gave no answer for this guest"));
                continue;
            }
            String job = GuestReader.text(json, "job", 400);
            if (!job.isEmpty()) {
                jobBegan.accept(item.id, job);
            }
            item.answer.complete(ActionReader.answer(json));
        }
    }

    @Override
    public void close() {
        workers.forEach(Thread::interrupt);
    }
}
