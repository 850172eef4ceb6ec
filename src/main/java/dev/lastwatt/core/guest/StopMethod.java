package dev.lastwatt.core.guest;

/** A way to stop a guest. */
public enum StopMethod {
    /** The memory is written to disk; the guest goes on later where it was. */
    SAVE("save"),
    /** The guest's operating system is asked to shut down. */
    SHUTDOWN("shutdown"),
    /** The plug is pulled: what was not written is lost. Only where the policy allows it. */
    TURN_OFF("turn-off");

    private final String word;

    StopMethod(String word) {
        this.word = word;
    }

    /** The word used in policies, on the API and on pages. */
    public String word() {
        return word;
    }

    /**
     * The method of that word.
     *
     * @throws IllegalArgumentException naming the words that are allowed
     */
    public static StopMethod of(String word) {
        for (StopMethod method : values()) {
            if (method.word.equals(word)) {
                return method;
            }
        }
        throw new IllegalArgumentException("unknown stop method '" + word + "': write one of save, shutdown, turn-off");
    }
}
