package dev.lastwatt.core.outage;

import dev.lastwatt.core.journal.Phase;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where an outage stands. Each state holds only what is legal in it. */
public sealed interface OutageState {

    /** The name of the state. */
    Phase phase();

    /** The run under way, if there is one. */
    default Optional<Run> running() {
        return Optional.empty();
    }

    /** No outage. */
    record OnLine() implements OutageState {
        @Override
        public Phase phase() {
            return Phase.ON_LINE;
        }
    }

    /**
     * The mains have just failed; most failures end here. Nothing irreversible happens.
     *
     * @param earlier a run of an earlier boot of the host whose guests are still to be brought back, null without one
     */
    record RidingThrough(Instant failedAt, @Nullable Run earlier) implements OutageState {

        /** With nothing left over from before. */
        public RidingThrough(Instant failedAt) {
            this(failedAt, null);
        }

        @Override
        public Phase phase() {
            return Phase.RIDING_THROUGH;
        }
    }

    /**
     * On battery, everything runs, waiting for the earliest latest-safe-start.
     *
     * @param earlier as in {@link RidingThrough}
     */
    record Holding(Instant failedAt, @Nullable Run earlier) implements OutageState {

        /** With nothing left over from before. */
        public Holding(Instant failedAt) {
            this(failedAt, null);
        }

        @Override
        public Phase phase() {
            return Phase.HOLDING;
        }
    }

    /** Guests are being stopped, each at its time. Mains that return and stay undo it. */
    record Stopping(Run run) implements OutageState {
        @Override
        public Phase phase() {
            return Phase.STOPPING;
        }

        @Override
        public Optional<Run> running() {
            return Optional.of(run);
        }
    }

    /**
     * The host goes down, whatever happens.
     *
     * @param askedAt when the host was last asked
     * @param refused it refused, and has to be asked again
     */
    record Committed(Run run, Instant askedAt, boolean refused) implements OutageState {
        @Override
        public Phase phase() {
            return Phase.COMMITTED;
        }

        @Override
        public Optional<Run> running() {
            return Optional.of(run);
        }
    }

    /**
     * The host has accepted to go down.
     *
     * @param askedAt when it was asked
     */
    record Off(Run run, Instant askedAt) implements OutageState {
        @Override
        public Phase phase() {
            return Phase.OFF;
        }

        @Override
        public Optional<Run> running() {
            return Optional.of(run);
        }
    }

    /**
     * Power is back: wait for stored energy, then start what the run stopped, in reverse order.
     *
     * @param since when the mains were taken for back
     * @param energyAt when there was energy enough to start, null while there is not
     * @param closed the run has ended with an earlier boot of the host; only its guests remain to be brought back
     */
    record Recovering(Run run, Instant since, @Nullable Instant energyAt, boolean closed) implements OutageState {
        @Override
        public Phase phase() {
            return Phase.RECOVERING;
        }

        @Override
        public Optional<Run> running() {
            return Optional.of(run);
        }
    }
}
