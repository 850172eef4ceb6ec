package dev.lastwatt.core.stoptime;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One shutdown of the host itself.
 *
 * @param began when the operating system was asked to
 * @param took from there until its kernel had stopped, or, where only our journal tells, until we were last alive (then it took
 *     longer); null if nobody knows. What the firmware needs afterwards to cut the power is not in it
 * @param guests from there until the last guest was down that it had to stop itself, zero without one
 * @param ending how it ended
 * @param source where this is known from
 * @param run the run of ours that asked for it, null if it was not one, or is not known to be
 */
public record HostShutdown(
        Instant began,
        @Nullable Duration took,
        Duration guests,
        Ending ending,
        Source source,
        @Nullable String run) {

    /** How a shutdown of the host ended. */
    public enum Ending {
        /** The kernel stopped in order. */
        STOPPED("stopped"),
        /** The next boot found that the power had gone before. */
        RAN_OUT("ran-out"),
        /** There was none: the power went while nobody was shutting the host down. It began when the next boot found that. */
        CUT("cut"),
        /** Nothing tells. */
        UNKNOWN("unknown");

        private final String word;

        Ending(String word) {
            this.word = word;
        }

        /** As it is written. */
        public String word() {
            return word;
        }

        /** The ending of that word; {@link #UNKNOWN} for one not known here. */
        public static Ending of(String word) {
            return Arrays.stream(values())
                    .filter(e -> e.word.equals(word))
                    .findFirst()
                    .orElse(UNKNOWN);
        }
    }

    /** What tells of a shutdown of the host. */
    public enum Source {
        /** Windows' event logs. */
        EVENT_LOG("event-log"),
        /** Our own journal. */
        JOURNAL("journal");

        private final String word;

        Source(String word) {
            this.word = word;
        }

        /** As it is written. */
        public String word() {
            return word;
        }

        /** The source of that word; {@link #JOURNAL} for one not known here. */
        public static Source of(String word) {
            return EVENT_LOG.word.equals(word) ? EVENT_LOG : JOURNAL;
        }
    }

    /** What the host needed for itself, once its guests were down; null if nobody knows. */
    public @Nullable Duration alone() {
        return took == null ? null : took.minus(guests);
    }
}
