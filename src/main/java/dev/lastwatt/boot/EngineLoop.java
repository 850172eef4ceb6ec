package dev.lastwatt.boot;

import dev.lastwatt.app.Engine;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** The engine's own thread. Everything that reaches the engine passes through here, and each arrival is decided upon at once. */
final class EngineLoop implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(EngineLoop.class);

    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("lastwatt-engine"));
    private Engine engine;
    private volatile boolean dead;
    private final ChangeLog changes;

    EngineLoop(Engine engine, ChangeLog changes) {
        this.engine = engine;
        this.changes = changes;
    }

    void start(Pace pace) {
        long millis = pace.realMillis(pace.tick());
        thread.scheduleAtFixedRate(this::tick, 0, millis, TimeUnit.MILLISECONDS);
    }

    /** Hands the engine something to take in, and has it decide. Never waits. */
    void post(Consumer<Engine> arrival) {
        try {
            thread.execute(() -> {
                guarded(arrival);
                decide();
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("arrived after the end", e);
        }
    }

    /** From now on the engine takes in and decides nothing: a service on a host that is off would be dead. */
    void die() {
        dead = true;
    }

    /** Goes on with another engine. */
    void begin(Engine next) {
        thread.execute(() -> {
            engine = next;
            dead = false;
            decide();
        });
    }

    /** Said so that the spacing can be measured under load. */
    private void tick() {
        LOG.debug("tick");
        decide();
    }

    private void decide() {
        guarded(Engine::tick);
        guarded(e -> changes.look(e.snapshot()));
    }

    /** Nothing that goes wrong in one round may end the loop. */
    private void guarded(Consumer<Engine> step) {
        if (dead) {
            return;
        }
        try {
            step.accept(engine);
        } catch (RuntimeException | Error e) {
            LOG.error("a round of the engine failed; the next one goes on", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
