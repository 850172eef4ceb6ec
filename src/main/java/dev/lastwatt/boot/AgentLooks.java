package dev.lastwatt.boot;

import dev.lastwatt.app.Snapshot;
import dev.lastwatt.port.ShutdownAgents;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Looks now and then who else would shut this host down, on a thread of its own: no reading and no decision waits for it. */
final class AgentLooks implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(AgentLooks.class);

    private static final Duration USUAL = Duration.ofMinutes(4);

    /** Whoever has mended it waits for that to be seen; and what failed may work the next time. */
    private static final Duration SOON = Duration.ofSeconds(30);

    private final ShutdownAgents agents;
    private final Supplier<Snapshot> snapshot;
    private final EngineLoop loop;
    private final Poller poller;
    private ShutdownAgents.Look last = ShutdownAgents.Look.NOTHING;

    /** Not started. */
    AgentLooks(ShutdownAgents agents, Pace pace, Supplier<Snapshot> snapshot, EngineLoop loop) {
        this.agents = agents;
        this.snapshot = snapshot;
        this.loop = loop;
        this.poller = new Poller("lastwatt-agents", pace, this::look, this::untilNext);
    }

    void start() {
        if (agents != ShutdownAgents.NONE) {
            poller.start();
        }
    }

    /** In a run nothing hangs on it, and what it asks through belongs to the stops. */
    private void look() {
        if (snapshot.get().state().running().isPresent()) {
            return;
        }
        ShutdownAgents.Look look = agents.look();
        if (!look.equals(last)) {
            tell("would not shut this host down: ", last.harmless(), look.harmless());
            tell("not found out who else would shut this host down: ", last.unknown(), look.unknown());
        }
        last = look;
        loop.post(e -> e.agentsLookedAt(look));
    }

    private static void tell(String what, List<String> before, List<String> now) {
        now.stream().filter(line -> !before.contains(line)).forEach(line -> LOG.info(what + line));
    }

    private Duration untilNext() {
        return last.acting().isEmpty() && last.unknown().isEmpty() ? USUAL : SOON;
    }

    @Override
    public void close() {
        poller.close();
    }
}
