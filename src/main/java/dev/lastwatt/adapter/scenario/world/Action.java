package dev.lastwatt.adapter.scenario.world;

/** What a policy can decide. */
public enum Action {
    /** A running guest is asked to shut down. */
    SHUTDOWN("shutdown"),
    /** A guest's memory is written to its volume. */
    SAVE("save"),
    /** A guest is off at once, uncleanly. */
    TURN_OFF("turn-off"),
    /** The host goes down as soon as its last guest is off; cannot be taken back. */
    HOST_OFF("host-off");

    private final String word;

    Action(String word) {
        this.word = word;
    }

    /** The word in result files. */
    public String word() {
        return word;
    }
}
