package dev.lastwatt.adapter.hypervisor.hyperv.shell;

import dev.lastwatt.port.HypervisorException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Warm sessions, lent to one caller at a time. Reading never takes the last free session from acting, nor acting from reading.
 * A session that missed is thrown away; its replacement was opened before. Nobody waits here longer than his deadline.
 */
public final class ShellPool implements AutoCloseable {

    /** What a session is wanted for. */
    public enum Purpose {
        READ,
        ACTION
    }

    private static final Logger LOG = Logger.getLogger(ShellPool.class);

    /** A process that was killed is gone within milliseconds, unless it hangs in the kernel. */
    private static final Duration END = Duration.ofSeconds(5);

    private final ShellSettings settings;
    private final CauseLog causes = new CauseLog(LOG);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<ShellSession> idle = new ArrayDeque<>();
    private final List<ShellSession> lent = new ArrayList<>();
    private final Map<Purpose, Integer> inUse = new EnumMap<>(Purpose.class);
    private final ChildLedger ledger;
    private final Opener opener;
    private final Keeper keeper;
    private boolean closed;

    /** Ends what an earlier run left behind and begins to open sessions; returns at once. */
    public ShellPool(ShellSettings settings) {
        this.settings = settings;
        this.ledger = new ChildLedger(settings.dataFolder());
        ledger.endOrphans();
        this.opener = new Opener(settings, ledger, this::opened, this::failed);
        this.keeper = new Keeper(this, settings);
        refill();
    }

    /** A session for one caller; give it back by closing. */
    public final class Lease implements AutoCloseable {

        private final ShellSession session;
        private final Purpose purpose;

        private Lease(ShellSession session, Purpose purpose) {
            this.session = session;
            this.purpose = purpose;
        }

        /**
         * Calls a function of the module.
         *
         * @throws HypervisorException if no answer came: the request may or may not have been carried out
         */
        public ShellAnswer ask(String function, Map<String, ?> arguments, Duration deadline) {
            return session.ask(function, arguments, deadline);
        }

        @Override
        public void close() {
            giveBack(session, purpose);
        }
    }

    /**
     * Takes a session for reading once another one is free too, waiting for that at most so long: for questions that can wait.
     *
     * @throws HypervisorException if there is none: nothing has been asked
     */
    public Lease leaseSpare(Duration deadline) {
        return lease(
                Purpose.READ,
                Math.min(2, settings.sessions().warm() + settings.sessions().spare()),
                deadline);
    }

    /**
     * Takes a session, waiting for one at most so long.
     *
     * @throws HypervisorException if there is none: nothing has been asked
     */
    public Lease lease(Purpose purpose, Duration deadline) {
        return lease(purpose, 1, deadline);
    }

    private Lease lease(Purpose purpose, int free, Duration deadline) {
        long left = deadline.toNanos();
        lock.lock();
        try {
            while (true) {
                if (closed) {
                    throw new HypervisorException(
                            HypervisorException.Cause.NO_POWERSHELL, "the PowerShell sessions are closed");
                }
                dropDead();
                if (idle.size() >= free && inUse.getOrDefault(purpose, 0) < share()) {
                    ShellSession session = idle.removeFirst();
                    lent.add(session);
                    inUse.merge(purpose, 1, Integer::sum);
                    return new Lease(session, purpose);
                }
                HypervisorException failure = opener.standingFailure();
                if (idle.isEmpty() && lent.isEmpty() && failure != null) {
                    throw new HypervisorException(failure.kind(), String.valueOf(failure.getMessage()), failure);
                }
                if (left <= 0) {
                    throw new HypervisorException(
                            HypervisorException.Cause.TIMEOUT,
                            "no PowerShell session became free within " + deadline.toMillis() + " ms (" + lent.size()
                                    + " busy, " + opener.opening() + " being opened)");
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HypervisorException(
                    HypervisorException.Cause.TIMEOUT, "the wait for a PowerShell session was given up", e);
        } finally {
            lock.unlock();
        }
    }

    /** How many sessions one purpose may hold. */
    private int share() {
        return Math.max(1, idle.size() + lent.size() - 1);
    }

    private void giveBack(ShellSession session, Purpose purpose) {
        lock.lock();
        try {
            lent.remove(session);
            inUse.merge(purpose, -1, Integer::sum);
            if (session.usable() && !closed) {
                idle.addLast(session);
                causes.right("session", "PowerShell answers again.");
            } else {
                thrownAway(session);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        refill();
    }

    /** The process is ended here and now; it holds up nobody. */
    private void thrownAway(ShellSession session) {
        if (!closed) {
            String why = session.whyNot();
            causes.wrong("session", why, "PowerShell " + session.pid() + " is replaced: " + why);
        }
        session.discard(session.whyNot());
    }

    private void dropDead() {
        idle.removeIf(session -> {
            if (session.usable()) {
                return false;
            }
            thrownAway(session);
            return true;
        });
    }

    private void opened(ShellSession session) {
        lock.lock();
        try {
            if (closed) {
                session.discard("closed");
                return;
            }
            idle.addLast(session);
            causes.right("open", "PowerShell can be started again.");
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void failed(HypervisorException failure) {
        lock.lock();
        try {
            if (!closed) {
                causes.wrong("open", failure.kind().name(), String.valueOf(failure.getMessage()));
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Opens what is missing, as far as the last failure is long enough ago. */
    void refill() {
        lock.lock();
        try {
            dropDead();
            if (!closed) {
                opener.openUpTo(settings.sessions().warm() + settings.sessions().spare() - idle.size() - lent.size());
            }
        } finally {
            lock.unlock();
        }
    }

    /** An idle session, the one that has been idle longest, if others remain for whoever comes. */
    @Nullable Lease leaseIdle() {
        lock.lock();
        try {
            dropDead();
            if (closed || idle.size() < 2 || inUse.getOrDefault(Purpose.READ, 0) >= share()) {
                return null;
            }
            ShellSession session = idle.removeFirst();
            lent.add(session);
            inUse.merge(Purpose.READ, 1, Integer::sum);
            return new Lease(session, Purpose.READ);
        } finally {
            lock.unlock();
        }
    }

    /** Ends one session that has served long enough, if there are enough others. */
    void recycle() {
        lock.lock();
        try {
            if (closed || idle.size() < settings.sessions().warm()) {
                return;
            }
            idle.stream().filter(s -> s.isWorn(settings)).findFirst().ifPresent(worn -> {
                idle.remove(worn);
                LOG.debugf("PowerShell %d has served long enough", worn.pid());
                worn.discard("worn");
            });
        } finally {
            lock.unlock();
        }
        refill();
    }

    /** Sessions that could be used now. */
    public int ready() {
        lock.lock();
        try {
            dropDead();
            return idle.size();
        } finally {
            lock.unlock();
        }
    }

    /** Process numbers of all sessions, for whoever looks after the machine. */
    public List<Long> processes() {
        lock.lock();
        try {
            List<Long> pids = new ArrayList<>();
            idle.forEach(s -> pids.add(s.pid()));
            lent.forEach(s -> pids.add(s.pid()));
            return pids;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until so many sessions are ready; for the start of the service and for tests. */
    public boolean awaitReady(int sessions, Duration deadline) {
        long left = deadline.toNanos();
        lock.lock();
        try {
            while (idle.size() < sessions && left > 0) {
                left = changed.awaitNanos(left);
            }
            return idle.size() >= sessions;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Ends all sessions, and waits a little for their processes to be gone. */
    @Override
    public void close() {
        keeper.close();
        lock.lock();
        try {
            closed = true;
            idle.forEach(s -> s.discard("closed"));
            lent.forEach(s -> s.discard("closed"));
            idle.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        opener.close();
        if (!ledger.awaitEmpty(END)) {
            LOG.warn(
                    "PowerShell processes that were ended are still there; the next start of this service ends what is left.");
        }
    }
}
