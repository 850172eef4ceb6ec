package dev.lastwatt.adapter.hypervisor.hyperv.shell;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lastwatt.port.HypervisorException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One PowerShell that answers one question after another. After any miss - late, dead, garbled - it is poisoned and is never
 * asked again: what it still sends would be taken for the answer to the next question.
 */
final class ShellSession {

    private static final Logger LOG = Logger.getLogger(ShellSession.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_CHARACTERS = 64 * 1024 * 1024;

    private final ShellProcess process;
    private final long openedAt = System.nanoTime();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile @Nullable String poison;

    private ShellSession(ShellProcess process) {
        this.process = process;
    }

    /**
     * Starts a process and makes it ready: language mode, dispatcher, module.
     *
     * @throws HypervisorException if it cannot be used; its process is ended then
     */
    static ShellSession open(ShellSettings settings, ChildLedger ledger) {
        long until = System.nanoTime() + settings.deadlines().open().toNanos();
        ShellSession session = new ShellSession(ShellProcess.start(settings, ledger));
        try {
            new Greeting(session, settings).exchange(until);
            return session;
        } catch (HypervisorException e) {
            session.discard(String.valueOf(e.getMessage()));
            throw e;
        }
    }

    /**
     * Calls a function of the module.
     *
     * @throws HypervisorException if no answer came; the session is poisoned then
     */
    ShellAnswer ask(String function, Map<String, ?> arguments, Duration deadline) {
        // The call is told to stop a little before the deadline, so that a slow one costs an answer and not a session.
        long inner = Math.max(100, deadline.toMillis() - Math.max(200, deadline.toMillis() / 8));
        String nonce = Frame.nonce();
        JsonNode json = JSON.valueToTree(Map.of("function", function, "arguments", arguments, "deadlineMs", inner));
        String body = exchange(Frame.request(nonce, json.toString()), nonce, deadline, function);
        ShellAnswer answer = answer(body, function);
        if (answer.stuck()) {
            poison = function + " could not be stopped";
        }
        return answer;
    }

    /** The text of a body. */
    ShellAnswer answer(String body, String what) {
        try {
            JsonNode json = JSON.readTree(Frame.decode(body));
            if (json == null || !json.isObject()) {
                throw poisoned(HypervisorException.Cause.GARBLED, what, "it sent something that is no answer");
            }
            return ShellAnswer.of(json);
        } catch (JacksonException | IllegalArgumentException e) {
            throw poisoned(HypervisorException.Cause.GARBLED, what, "it sent an answer that cannot be read");
        }
    }

    /** Sends a line and waits for its frame, for the process's end, or for the deadline. */
    String exchange(String line, String nonce, Duration deadline, String what) {
        requests.incrementAndGet();
        long until = System.nanoTime() + deadline.toNanos();
        CompletableFuture<String> reply = process.submit(shell -> read(shell, line, nonce, until));
        try {
            return reply.get(deadline.toMillis() + 50, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw poisoned(
                    HypervisorException.Cause.TIMEOUT, what, "it did not answer within " + deadline.toMillis() + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw poisoned(HypervisorException.Cause.TIMEOUT, what, "the wait for it was given up");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ShellProcess.Ended) {
                throw poisoned(HypervisorException.Cause.GARBLED, what, "its process ended");
            }
            if (e.getCause() instanceof Unusable u) {
                throw poisoned(
                        u.late ? HypervisorException.Cause.TIMEOUT : HypervisorException.Cause.GARBLED, what, u.why);
            }
            throw poisoned(HypervisorException.Cause.GARBLED, what, String.valueOf(e.getCause()));
        }
    }

    private String read(JPowerShell shell, String line, String nonce, long until) {
        StringBuilder text = new StringBuilder();
        String next = line;
        while (true) {
            long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (left <= 0) {
                throw new Unusable("it did not answer in time", true);
            }
            JPowerShell.Response response = shell.send(next, left);
            text.append(response.text()).append('\n');
            Frame.Scan scan = Frame.scan(text, nonce);
            if (scan instanceof Frame.Scan.Found found) {
                if (found.noise() > 1) {
                    LOG.debugf("%d characters beside the answer of PowerShell %d", found.noise(), process.pid());
                }
                return found.body();
            }
            if (scan instanceof Frame.Scan.Untrusted untrusted) {
                throw new Unusable(untrusted.why(), false);
            }
            if (response.timedOut()) {
                throw new Unusable("it did not answer in time", true);
            }
            if (text.length() > MOST_CHARACTERS) {
                throw new Unusable("it does not stop talking", false);
            }
            // Noise came first: an empty line asks nothing, and lets the library read on.
            next = "";
        }
    }

    /** Why an exchange failed, inside the session's own thread. */
    private static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String why;
        private final boolean late;

        Unusable(String why, boolean late) {
            super(why);
            this.why = why;
            this.late = late;
        }
    }

    /** Marks the session as not to be used again, and says why. */
    HypervisorException poisoned(HypervisorException.Cause cause, String what, String why) {
        poison = why;
        return new HypervisorException(
                cause, "PowerShell (process " + process.pid() + ") was asked for " + what + ": " + why);
    }

    boolean usable() {
        return poison == null && process.isAlive();
    }

    String whyNot() {
        String why = poison;
        return why != null ? why : "its process ended";
    }

    boolean isWorn(ShellSettings settings) {
        return requests.get() >= settings.care().recycleRequests()
                || System.nanoTime() - openedAt >= settings.care().recycleAge().toNanos();
    }

    long pid() {
        return process.pid();
    }

    /** The process as the session itself names it, to find and end it later. */
    void isReally(long pid) {
        process.isReally(pid);
    }

    /** Ends the process and all below it at once; the library is closed in the background. */
    void discard(String why) {
        poison = why;
        process.end();
    }
}
