package dev.lastwatt.adapter.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One daemon thread that writes what it is handed to one medium, so that a medium that hangs holds nobody up but that thread.
 * What waits is bounded. Once somebody has waited in vain, nobody waits until the medium answers again.
 */
final class WriteLane<T> implements AutoCloseable {

    private static final int QUEUE = 1024;
    private static final int BATCH = 256;
    private static final Duration CLOSING_PATIENCE = Duration.ofSeconds(2);

    /** Where the lane leads: all of a batch is on stable storage when this returns. */
    @FunctionalInterface
    interface Medium<T> {
        void write(List<T> batch) throws Exception;
    }

    /** Learns on the lane's thread what became of a batch, before those who wait for it do. */
    interface Observer<T> {
        void written(List<T> batch);

        void failed(List<T> batch, Throwable cause);
    }

    /** What became of one item, as far as it is known when the waiting ends. */
    enum Outcome {
        WRITTEN,
        FAILED,
        /** Not written yet; it may still be. */
        LATE,
        /** Not taken: too much waits already, or the lane is closed. */
        NOT_TAKEN
    }

    /** One item on its way; without an item it only wakes the thread. */
    private record Ticket<T>(@Nullable T item, CompletableFuture<Outcome> outcome) {}

    private final BlockingQueue<Ticket<T>> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Medium<T> medium;
    private final Observer<T> observer;
    private final Thread thread;
    /** An item that somebody waited for in vain: until it is through, the medium hangs. */
    private volatile @Nullable CompletableFuture<Outcome> overdue;

    private volatile boolean closing;

    WriteLane(String name, Medium<T> medium, Observer<T> observer) {
        this.medium = medium;
        this.observer = observer;
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /** Hands the item over without waiting. */
    CompletableFuture<Outcome> hand(T item) {
        Ticket<T> ticket = new Ticket<>(item, new CompletableFuture<>());
        if (closing || !queue.offer(ticket)) {
            ticket.outcome().complete(Outcome.NOT_TAKEN);
        }
        return ticket.outcome();
    }

    /** Waits until the outcome is known, but no longer than that, and not at all while the medium hangs. */
    Outcome await(CompletableFuture<Outcome> outcome, Duration patience) {
        boolean interrupted = false;
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (true) {
                try {
                    long left = hangs() ? 0 : Math.max(0, deadline - System.nanoTime());
                    return outcome.get(left, TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    // The wait is short and what is written matters: the caller learns of it afterwards.
                    interrupted = true;
                } catch (TimeoutException e) {
                    if (!hangs()) {
                        overdue = outcome;
                    }
                    return Outcome.LATE;
                } catch (ExecutionException e) {
                    return Outcome.FAILED;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean hangs() {
        CompletableFuture<Outcome> waitedFor = overdue;
        return waitedFor != null && !waitedFor.isDone();
    }

    private void run() {
        List<Ticket<T>> batch = new ArrayList<>();
        while (!(closing && queue.isEmpty())) {
            try {
                batch.add(queue.take());
            } catch (InterruptedException e) {
                // Nobody interrupts this thread for a reason it should obey: it ends when the lane is closed.
                continue;
            }
            queue.drainTo(batch, BATCH - 1);
            write(batch);
            batch.clear();
        }
    }

    private void write(List<Ticket<T>> batch) {
        List<T> items = new ArrayList<>();
        for (Ticket<T> ticket : batch) {
            if (ticket.item() != null) {
                items.add(ticket.item());
            }
        }
        if (items.isEmpty()) {
            return;
        }
        Outcome outcome;
        try {
            medium.write(List.copyOf(items));
            observer.written(items);
            outcome = Outcome.WRITTEN;
        } catch (Throwable e) {
            // Everything, or one error would end the thread and with it the journal.
            observer.failed(items, e);
            outcome = Outcome.FAILED;
        }
        for (Ticket<T> ticket : batch) {
            ticket.outcome().complete(outcome);
        }
    }

    /** Writes what waits, for a bounded time. Afterwards {@link #isDone} says whether the medium may be closed. */
    @Override
    public void close() {
        closing = true;
        // Fails only when the queue is full; then the thread sees the end by itself.
        boolean woken = queue.offer(new Ticket<>(null, new CompletableFuture<>()));
        try {
            if (woken || thread.isAlive()) {
                thread.join(CLOSING_PATIENCE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether nothing will be written any more. */
    boolean isDone() {
        return !thread.isAlive();
    }
}
