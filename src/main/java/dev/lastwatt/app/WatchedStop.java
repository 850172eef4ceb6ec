package dev.lastwatt.app;

import dev.lastwatt.core.stoptime.StopEnding;
import dev.lastwatt.core.stoptime.StopSample;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One stop under way, as the {@link StopWatch} knows it. */
final class WatchedStop {

    /** As it began; its duration and ending say nothing yet. */
    final StopSample begun;

    /** Where a saved state of the guest is written. */
    final String volume;

    /** How many other stops shared the volume when it began. */
    int others;

    /** Asked for more than once: which request was obeyed is not known. */
    boolean several;

    /** It was seen on its way. */
    boolean wentDown;

    /** Handed over as one that hung. */
    boolean hung;

    /** By when it should be down, null where that was not said. */
    @Nullable Instant dueBy;

    /** When it was called off, null while it was not. */
    @Nullable Instant calledOffAt;

    WatchedStop(StopSample begun, String volume) {
        this.begun = begun;
        this.volume = volume;
        this.others = begun.others();
    }

    Instant at() {
        return begun.at();
    }

    StopSample ended(StopEnding ending, Instant end) {
        return new StopSample(
                begun.guest(),
                begun.method(),
                begun.at(),
                Duration.between(begun.at(), end),
                ending,
                begun.cause(),
                begun.memoryBytes(),
                others,
                begun.heartbeat());
    }
}
