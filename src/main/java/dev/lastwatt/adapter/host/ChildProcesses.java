package dev.lastwatt.adapter.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Runs real processes. Starting one can hang as well, when the disk with the program does, so all of it happens on another
 * thread; at most {@link #AT_ONCE} of them can hang.
 */
public final class ChildProcesses implements ProcessRunner {

    private static final int AT_ONCE = 4;
    private static final int OUTPUT_BYTES = 8 * 1024;

    private final int atOnce;
    private final ThreadPoolExecutor threads;

    /** Runs a few at once: one that hangs holds up no other. */
    public ChildProcesses() {
        this(AT_ONCE);
    }

    /** Runs so many at once. */
    public ChildProcesses(int atOnce) {
        this.atOnce = atOnce;
        threads = new ThreadPoolExecutor(0, atOnce, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "host-command");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public Result run(List<String> command, Duration timeout) {
        AtomicReference<@Nullable Process> child = new AtomicReference<>();
        try {
            Future<Result> result = threads.submit(() -> runHere(command, child));
            return result.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            kill(child.get());
            return new Result.TimedOut();
        } catch (RejectedExecutionException e) {
            return new Result.NotStarted(atOnce + " earlier commands hang");
        } catch (ExecutionException e) {
            return new Result.NotStarted(String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            kill(child.get());
            Thread.currentThread().interrupt();
            return new Result.NotStarted("interrupted");
        }
    }

    private static Result runHere(List<String> command, AtomicReference<@Nullable Process> child)
            throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            child.set(process);
            process.getOutputStream().close();
            String output = read(process.getInputStream());
            return new Result.Exited(process.waitFor(), output);
        } catch (IOException e) {
            return new Result.NotStarted(String.valueOf(e.getMessage()));
        }
    }

    /** The beginning of the output; the rest is read and dropped, so that the child is not held up by a full pipe. */
    private static String read(InputStream in) throws IOException {
        byte[] kept = in.readNBytes(OUTPUT_BYTES);
        byte[] dropped = new byte[OUTPUT_BYTES];
        while (in.read(dropped) >= 0) {
            // Only to reach the end.
        }
        String console = System.getProperty("native.encoding");
        return new String(kept, console == null ? Charset.defaultCharset() : Charset.forName(console)).strip();
    }

    private static void kill(@Nullable Process process) {
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
