package dev.lastwatt.adapter.report;

import dev.lastwatt.app.Snapshot;
import dev.lastwatt.core.journal.Phase;
import dev.lastwatt.core.outage.Run;
import java.io.Flushable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Shows an outage while it goes on, from successive snapshots: on a terminal as a block that is drawn over, elsewhere as a line
 * for each change. Has no clock: time is what the snapshots say. Called by one thread.
 */
public final class LiveView {

    private final Appendable out;
    private final @Nullable LiveBlock block;
    private final LiveChanges changes = new LiveChanges();
    private @Nullable Instant failedAt;

    /**
     * A view that has not shown anything.
     *
     * @param out where to; flushed after each update if it can be
     * @param terminal whether it understands cursor movements
     */
    public LiveView(Appendable out, boolean terminal) {
        this.out = out;
        this.block = terminal ? new LiveBlock() : null;
    }

    /** Shows this snapshot; the time since the failure of the mains is found in it, and remembered until the outage is over. */
    public void update(Snapshot snapshot) {
        snapshot.state()
                .running()
                .map(Run::failedAt)
                .or(() -> snapshot.power().onBatterySince())
                .ifPresent(at -> failedAt = at);
        Instant since = failedAt;
        show(snapshot, since == null ? null : Duration.between(since, snapshot.at()));
        if (snapshot.state().phase() == Phase.ON_LINE
                && snapshot.power().onBatterySince().isEmpty()) {
            failedAt = null;
        }
    }

    /** Shows this snapshot, that long after the failure of the mains. */
    public void update(Snapshot snapshot, Duration sinceFailure) {
        show(snapshot, sinceFailure);
    }

    private void show(Snapshot snapshot, @Nullable Duration sinceFailure) {
        String stamp = sinceFailure == null ? "-:--" : Spans.clock(Spans.floor(sinceFailure));
        try {
            if (block != null) {
                out.append(block.redraw(snapshot, stamp));
            } else {
                for (String change : changes.since(snapshot)) {
                    out.append(Legible.right(stamp, 7))
                            .append("  ")
                            .append(change)
                            .append(System.lineSeparator());
                }
            }
            if (out instanceof Flushable flushable) {
                flushable.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
