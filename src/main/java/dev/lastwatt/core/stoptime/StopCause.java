package dev.lastwatt.core.stoptime;

import java.util.Arrays;

/** Who asked for a stop that was measured. */
public enum StopCause {
    /** A run of ours, in an outage. */
    RUN("run"),
    /** A drill. */
    DRILL("drill"),
    /** Somebody else, while we watched: an administrator, another program, the guest itself. */
    BY_HAND("by-hand"),
    /** The host's own shutdown, found in its event logs. */
    HOST_SHUTDOWN("host-shutdown");

    private final String word;

    StopCause(String word) {
        this.word = word;
    }

    /** As it is written in files and reports. */
    public String word() {
        return word;
    }

    /**
     * The cause of that word.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static StopCause of(String word) {
        return Arrays.stream(values())
                .filter(c -> c.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no cause of a stop: " + word));
    }
}
