package dev.lastwatt.adapter.hypervisor.hyperv.shell;

import dev.lastwatt.port.HypervisorException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The process of one session and the one thread that talks to it. Whoever waits for an answer waits beside that thread, so that
 * a deadline or the process's end releases the caller even while the library is still blocked.
 */
final class ShellProcess {

    /** One start at a time, so that a new child can be told to belong to it. */
    private static final Object STARTING = new Object();

    private static final Duration ATTRIBUTION = Duration.ofSeconds(3);
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final ExecutorService thread;
    private final ChildLedger ledger;
    private volatile @Nullable ProcessHandle root;
    private volatile @Nullable ProcessHandle inner;
    private volatile @Nullable JPowerShell shell;
    private volatile @Nullable CompletableFuture<String> pending;
    private volatile boolean ended;

    private ShellProcess(ChildLedger ledger) {
        this.ledger = ledger;
        int number = COUNT.incrementAndGet();
        this.thread = Executors.newSingleThreadExecutor(r -> daemon(r, "lastwatt-powershell-" + number));
    }

    static Thread daemon(Runnable work, String name) {
        Thread made = new Thread(work, name);
        made.setDaemon(true);
        return made;
    }

    /** The process ended while an answer was awaited. */
    static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Starts the process.
     *
     * @throws HypervisorException if it does not start
     */
    static ShellProcess start(ShellSettings settings, ChildLedger ledger) {
        ShellProcess process = new ShellProcess(ledger);
        CompletableFuture<JPowerShell> opening = new CompletableFuture<>();
        synchronized (STARTING) {
            Set<Long> before = ChildTree.children();
            process.thread.execute(() -> process.open(settings.start().executable(), opening));
            long until = System.nanoTime() + ATTRIBUTION.toNanos();
            while (process.root == null && !opening.isDone() && System.nanoTime() < until) {
                ChildTree.newcomer(before).ifPresent(process::owns);
                LockSupport.parkNanos(5_000_000);
            }
        }
        try {
            opening.get(settings.deadlines().open().toMillis(), TimeUnit.MILLISECONDS);
            return process;
        } catch (ExecutionException e) {
            process.end();
            throw new HypervisorException(
                    HypervisorException.Cause.NO_POWERSHELL,
                    "PowerShell cannot be started: " + reason(e.getCause())
                            + ". Look at lastwatt.hypervisor.powershell, which is "
                            + settings.start().executable(),
                    e);
        } catch (TimeoutException | InterruptedException e) {
            process.end();
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw new HypervisorException(
                    HypervisorException.Cause.TIMEOUT,
                    "PowerShell did not start within "
                            + settings.deadlines().open().toSeconds() + " s");
        }
    }

    private static String reason(@Nullable Throwable failure) {
        Throwable at = failure;
        while (at != null && at.getCause() != null) {
            at = at.getCause();
        }
        return at == null ? "unknown" : String.valueOf(at.getMessage());
    }

    private void open(String executable, CompletableFuture<JPowerShell> opening) {
        try {
            JPowerShell opened = JPowerShell.open(executable);
            shell = opened;
            opening.complete(opened);
            if (ended) {
                closeLibrary();
            }
        } catch (RuntimeException e) {
            opening.completeExceptionally(e);
        }
    }

    private void owns(ProcessHandle child) {
        root = child;
        ledger.add(child);
        watch(child);
    }

    /** What the session says its own number is: on Windows it runs below a cmd.exe. */
    void isReally(long pid) {
        Optional<ProcessHandle> top = ChildTree.rootOf(pid);
        ProcessHandle known = root;
        if (top.isPresent() && (known == null || known.pid() != top.get().pid())) {
            if (known != null) {
                ledger.remove(known);
            }
            owns(top.get());
        }
        ProcessHandle handle = root;
        if (top.isPresent() && handle != null && handle.pid() != pid) {
            ProcessHandle.of(pid).ifPresent(h -> {
                inner = h;
                ledger.add(h);
                watch(h);
            });
        }
    }

    long pid() {
        ProcessHandle process = inner != null ? inner : root;
        return process == null ? -1 : process.pid();
    }

    boolean isAlive() {
        ProcessHandle process = inner != null ? inner : root;
        return !ended && (process == null || process.isAlive());
    }

    /** Runs one exchange on the session's thread; fails at once when the process ends. */
    CompletableFuture<String> submit(Function<JPowerShell, String> exchange) {
        CompletableFuture<String> reply = new CompletableFuture<>();
        JPowerShell library = shell;
        if (library == null || !isAlive()) {
            reply.completeExceptionally(new Ended());
            return reply;
        }
        pending = reply;
        try {
            thread.execute(() -> {
                try {
                    reply.complete(exchange.apply(library));
                } catch (RuntimeException e) {
                    reply.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            reply.completeExceptionally(new Ended());
            return reply;
        }
        if (!isAlive()) {
            reply.completeExceptionally(new Ended());
        }
        return reply;
    }

    private void watch(ProcessHandle child) {
        child.onExit().thenRun(() -> {
            CompletableFuture<String> waiting = pending;
            if (waiting != null) {
                waiting.completeExceptionally(new Ended());
            }
        });
    }

    /** Ends everything now; returns at once. */
    void end() {
        if (ended) {
            return;
        }
        ended = true;
        for (ProcessHandle process : new ProcessHandle[] {root, inner}) {
            if (process != null) {
                ChildTree.kill(process);
                process.onExit().thenRun(() -> ledger.remove(process));
            }
        }
        thread.shutdown();
        daemon(this::closeLibrary, "lastwatt-powershell-end").start();
    }

    private synchronized void closeLibrary() {
        JPowerShell library = shell;
        shell = null;
        if (library != null) {
            library.close();
        }
    }
}
