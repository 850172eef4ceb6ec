package dev.lastwatt.core.journal;

/** How a run ended. */
public enum RunOutcome {
    /** The mains returned in time, or the service was disarmed; what was stopped was started again where it could be. */
    CANCELLED("cancelled"),
    /** The host was shut down by this run, and a later boot saw it. */
    COMPLETED("completed"),
    /** The host went down while the run was under way, before it had been asked to. */
    CUT_SHORT("cut-short");

    private final String word;

    RunOutcome(String word) {
        this.word = word;
    }

    /** The word used on the API and on pages. */
    public String word() {
        return word;
    }
}
