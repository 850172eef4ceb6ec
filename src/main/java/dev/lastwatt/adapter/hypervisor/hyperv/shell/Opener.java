package dev.lastwatt.adapter.hypervisor.hyperv.shell;

import dev.lastwatt.port.HypervisorException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Opens sessions, each on a thread of its own, since opening takes five seconds or more; after failures less and less often. */
final class Opener implements AutoCloseable {

    private static final long[] PAUSES_SECONDS = {1, 2, 5, 10, 30};

    private final ShellSettings settings;
    private final ChildLedger ledger;
    private final Consumer<ShellSession> opened;
    private final Consumer<HypervisorException> failed;
    private final AtomicInteger opening = new AtomicInteger();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;
    private volatile @Nullable HypervisorException failure;
    private volatile int failures;
    private volatile long notBefore = System.nanoTime();

    Opener(
            ShellSettings settings,
            ChildLedger ledger,
            Consumer<ShellSession> opened,
            Consumer<HypervisorException> failed) {
        this.settings = settings;
        this.ledger = ledger;
        this.opened = opened;
        this.failed = failed;
    }

    int opening() {
        return opening.get();
    }

    /** Why the last one could not be opened, if none is being tried now. */
    @Nullable HypervisorException standingFailure() {
        return opening.get() == 0 ? failure : null;
    }

    /** Sees to it that so many are being opened. */
    void openUpTo(int missing) {
        if (closed || System.nanoTime() - notBefore < 0) {
            return;
        }
        // After a failure one at a time: whatever is wrong is wrong with all of them.
        int wanted = failure == null ? missing : Math.min(1, missing);
        while (opening.get() < wanted) {
            opening.incrementAndGet();
            Thread thread = ShellProcess.daemon(this::open, "lastwatt-powershell-open");
            threads.add(thread);
            thread.start();
        }
    }

    private void open() {
        ShellSession session = null;
        HypervisorException wrong = null;
        try {
            session = ShellSession.open(settings, ledger);
        } catch (HypervisorException e) {
            wrong = e;
        } catch (RuntimeException e) {
            wrong = new HypervisorException(
                    HypervisorException.Cause.NO_POWERSHELL, "PowerShell cannot be started: " + e, e);
        } finally {
            threads.remove(Thread.currentThread());
        }
        if (session != null) {
            failure = null;
            failures = 0;
            opening.decrementAndGet();
            opened.accept(session);
        } else if (wrong != null) {
            long pause = PAUSES_SECONDS[Math.min(failures, PAUSES_SECONDS.length - 1)];
            failures++;
            notBefore = System.nanoTime() + TimeUnit.SECONDS.toNanos(pause);
            failure = wrong;
            opening.decrementAndGet();
            if (!closed) {
                failed.accept(wrong);
            }
        }
    }

    /** What is being opened ends itself: its thread is woken, and ends its process. */
    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            try {
                thread.join(2_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
