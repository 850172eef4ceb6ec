package dev.lastwatt.core.drill;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where drills stand. Each state holds only what is legal in it. */
public sealed interface DrillState {

    /** The guest that was touched and has not been given back, if there is one. */
    default Optional<Drilled> drilled() {
        return Optional.empty();
    }

    /** The order under way, or the last one. */
    @Nullable DrillSeries series();

    /**
     * No drill.
     *
     * @param series the last one of this service, null without one
     */
    record Idle(@Nullable DrillSeries series) implements DrillState {}

    /**
     * The next guest is about to have its turn; nothing is touched.
     *
     * @param since the guests have to be looked at after this
     */
    record Checking(DrillSeries series, Instant since) implements DrillState {}

    /** A guest was asked to stop. */
    record Stopping(DrillSeries series, Drilled guest) implements DrillState {
        @Override
        public Optional<Drilled> drilled() {
            return Optional.of(guest);
        }
    }

    /**
     * A guest is down and comes back.
     *
     * @param since since when it may
     */
    record Starting(DrillSeries series, Drilled guest, Instant since) implements DrillState {
        @Override
        public Optional<Drilled> drilled() {
            return Optional.of(guest);
        }
    }

    /** The mains failed during a drill: the outage comes first, and the guest comes back when it is over. */
    record Parked(DrillSeries series, Drilled guest) implements DrillState {
        @Override
        public Optional<Drilled> drilled() {
            return Optional.of(guest);
        }
    }
}
