package dev.lastwatt.adapter.hypervisor.hyperv.shell;

import dev.lastwatt.port.HypervisorException;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Looks after the sessions while nothing is asked of them, so that it is known before the power fails that they work. */
final class Keeper implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Keeper.class);

    private final ShellPool pool;
    private final ShellSettings settings;
    private final CauseLog causes = new CauseLog(LOG);
    private final ScheduledExecutorService clock =
            Executors.newScheduledThreadPool(2, r -> ShellProcess.daemon(r, "lastwatt-powershell-keeper"));

    Keeper(ShellPool pool, ShellSettings settings) {
        this.pool = pool;
        this.settings = settings;
        clock.scheduleWithFixedDelay(this::refill, 500, 500, TimeUnit.MILLISECONDS);
        long beat = Math.max(
                1,
                settings.care().heartbeat().toMillis()
                        / Math.max(
                                1,
                                settings.sessions().warm() + settings.sessions().spare()));
        clock.scheduleWithFixedDelay(this::beat, beat, beat, TimeUnit.MILLISECONDS);
    }

    private void refill() {
        guarded(() -> {
            pool.refill();
            pool.recycle();
        });
    }

    /** Each time another session, since a lent one comes back at the end of the line. */
    private void beat() {
        guarded(() -> {
            try (ShellPool.Lease lease = pool.leaseIdle()) {
                if (lease != null) {
                    // Nobody waits for this one: it has time for what the inventory otherwise leaves for later.
                    long budget = settings.deadlines().read().toMillis() / 3;
                    check(lease.ask(
                            "Get-LastwattInventory",
                            Map.of("DetailBudgetMs", budget),
                            settings.deadlines().read()));
                }
            } catch (HypervisorException e) {
                LOG.debugf("Heartbeat: %s", e.getMessage());
            }
        });
    }

    private void check(ShellAnswer answer) {
        if (answer.timedOut()) {
            causes.wrong("hyper-v", "timeout", "Hyper-V does not answer in time.");
        } else if (!answer.errors().isEmpty()) {
            ErrorIdentity error = answer.errors().get(0);
            causes.wrong("hyper-v", error.cause() + error.name(), "Hyper-V cannot be asked: " + error.text());
        } else {
            causes.right("hyper-v", "Hyper-V answers again.");
        }
    }

    /** A task that throws would never be run again. */
    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn("Looking after the PowerShell sessions failed", e);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
