package dev.lastwatt.boot;

import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Does one thing again and again on a thread of its own, so that what hangs there holds up nothing else. */
final class Poller implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Poller.class);

    private final Thread thread;
    private final Object bell = new Object();
    private boolean rung;
    private volatile boolean ended;

    /**
     * A poller that is not running yet.
     *
     * @param task one round; what it throws is logged and does not end the polling
     * @param pause after each round, asked anew each time
     */
    Poller(String name, Pace pace, Runnable task, Supplier<Duration> pause) {
        thread = DaemonThreads.named(name).newThread(() -> {
            while (!ended) {
                long began = System.nanoTime();
                try {
                    task.run();
                } catch (RuntimeException e) {
                    LOG.error(name + " failed; the next round goes on", e);
                }
                long spent = (System.nanoTime() - began) / 1_000_000;
                await(Math.max(1, pace.realMillis(pause.get()) - spent));
            }
        });
    }

    Poller start() {
        thread.start();
        return this;
    }

    /** The next round begins at once. */
    void ring() {
        synchronized (bell) {
            rung = true;
            bell.notifyAll();
        }
    }

    private void await(long millis) {
        long until = System.nanoTime() + millis * 1_000_000;
        synchronized (bell) {
            while (!rung && !ended) {
                long left = (until - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    break;
                }
                try {
                    bell.wait(left);
                } catch (InterruptedException e) {
                    ended = true;
                    Thread.currentThread().interrupt();
                }
            }
            rung = false;
        }
    }

    @Override
    public void close() {
        ended = true;
        ring();
        thread.interrupt();
    }
}
