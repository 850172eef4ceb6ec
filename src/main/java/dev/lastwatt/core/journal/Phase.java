package dev.lastwatt.core.journal;

/** The phases of an outage, as they are named in the journal, on the API and on pages. */
public enum Phase {
    ON_LINE("on line"),
    RIDING_THROUGH("riding through"),
    HOLDING("holding"),
    STOPPING("stopping"),
    COMMITTED("committed"),
    OFF("off"),
    RECOVERING("recovering");

    private final String word;

    Phase(String word) {
        this.word = word;
    }

    /** The phase in words. */
    public String word() {
        return word;
    }
}
