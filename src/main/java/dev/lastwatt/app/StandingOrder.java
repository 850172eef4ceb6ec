package dev.lastwatt.app;

import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.Phase;
import dev.lastwatt.core.journal.RunId;
import dev.lastwatt.core.outage.OutageState;
import dev.lastwatt.core.outage.Run;
import dev.lastwatt.core.power.PowerState;
import dev.lastwatt.port.Journal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An operator's order to shut everything down, whatever the mains do; none most of the time. While it stands the outage machine sees a
 * power state that demands it. Once it is withdrawn the machine sees the power as it is, and brings back what was stopped.
 */
final class StandingOrder {

    private Fact.@Nullable ShutdownOrdered order;

    /** Goes on where an earlier service of this boot was. */
    static StandingOrder from(Journal journal, String bootId) {
        StandingOrder standing = new StandingOrder();
        Optional<Fact.ShutdownOrdered> last = journal.last(Fact.ShutdownOrdered.class);
        Optional<Fact.ShutdownOrderEnded> end = journal.last(Fact.ShutdownOrderEnded.class);
        last.filter(o -> o.bootId().equals(bootId) && !bootId.equals(Run.UNKNOWN_BOOT))
                .filter(o -> end.map(e -> e.at().isBefore(o.at())).orElse(true))
                .ifPresent(o -> standing.order = o);
        return standing;
    }

    Fact give(Instant now, String bootId, String by, String reason) {
        Fact.ShutdownOrdered given = new Fact.ShutdownOrdered(now, bootId, by, reason);
        order = given;
        return given;
    }

    /** Nothing to be written if there is none. */
    Optional<Fact> withdraw(Instant now, String by, String reason) {
        boolean stood = order != null;
        order = null;
        return stood ? Optional.of(new Fact.ShutdownOrderEnded(now, by, reason)) : Optional.empty();
    }

    boolean stands() {
        return order != null;
    }

    PowerState seenBy(PowerState power) {
        Fact.ShutdownOrdered is = order;
        return is == null ? power : new PowerState.Ordered(is.at(), "ordered by " + is.by() + ": " + is.reason());
    }

    List<String> alarms() {
        Fact.ShutdownOrdered is = order;
        return is == null
                ? List.of()
                : List.of("everything is being shut down by order of " + is.by() + " (" + is.reason() + ")");
    }

    /** Why that run cannot be cancelled, null if it can. */
    static @Nullable String notCancelled(OutageState state, RunId id) {
        Run run = state.running().orElse(null);
        if (run == null || !run.id().equals(id)) {
            return "run " + id + " is not under way";
        }
        Phase phase = state.phase();
        return switch (phase) {
            case STOPPING -> null;
            case RECOVERING -> "run " + id + " is being undone already";
            default -> "run " + id + " is past its commit point: the host goes down whatever happens";
        };
    }
}
