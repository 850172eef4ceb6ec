package dev.lastwatt.core.power;

import java.time.Instant;

/** What came of asking a source once: a reading, or why there is none. */
public sealed interface SourceAnswer {

    /** When the answer, or the lack of one, was known. */
    Instant at();

    /** The UPS answered. */
    record Answered(Reading reading) implements SourceAnswer {
        @Override
        public Instant at() {
            return reading.takenAt();
        }
    }

    /**
     * No reading.
     *
     * @param cause what kind of failure
     * @param detail one line for the log: what was seen and the setting to look at; printable text, bounded
     */
    record Missing(Instant at, ContactLoss cause, String detail) implements SourceAnswer {}
}
