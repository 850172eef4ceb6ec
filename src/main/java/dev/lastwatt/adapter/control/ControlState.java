package dev.lastwatt.adapter.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lastwatt.app.Arming;
import dev.lastwatt.app.Snapshot;
import dev.lastwatt.core.journal.Phase;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command is answered with.
 *
 * @param arming {@code armed}, {@code observing} or {@code blocked}
 * @param until when a disarming ends by itself, in RFC 3339, or null
 * @param blockedBy why the service would not act, each with its fix
 * @param phase where the outage stands
 * @param note what the command does not do, or null
 * @param hold who holds, until when and why; null while nobody does
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ControlState(
        String arming,
        @Nullable String until,
        List<String> blockedBy,
        String phase,
        @Nullable String note,
        @Nullable String hold) {

    static ControlState of(Snapshot now) {
        Arming arming = now.arming();
        Instant until = arming.until();
        return new ControlState(
                arming.word(),
                until == null ? null : until.toString(),
                arming.blockedBy(),
                now.state().phase().word(),
                note(now),
                now.alarms().stream()
                        .filter(a -> a.startsWith("held until "))
                        .findFirst()
                        .orElse(null));
    }

    private static @Nullable String note(Snapshot now) {
        Phase phase = now.state().phase();
        boolean tooLate = phase == Phase.COMMITTED || phase == Phase.OFF;
        return tooLate && !now.arming().armed()
                ? "the commit point has passed: this run goes on, the disarming holds for the next one"
                : null;
    }
}
