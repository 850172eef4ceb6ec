package dev.lastwatt.core.journal;

/** How a drill of one guest ended. */
public enum DrillOutcome {
    /** Stopped, timed, and up again as it was found. */
    DONE("done"),
    /** Not begun, or the hypervisor refused: the guest was not touched. */
    REFUSED("refused"),
    /** The guest could not be stopped by this method, or is gone. */
    FAILED("failed"),
    /** The guest did not stop within the window. */
    OVERRAN("overran"),
    /** Somebody, or a restart of the service, ended it before its time; the guest runs. */
    INTERRUPTED("interrupted"),
    /** The mains failed. */
    GIVEN_UP("given-up"),
    /** The guest runs again, and its heartbeat did not come back. */
    NO_HEARTBEAT("no-heartbeat");

    private final String word;

    DrillOutcome(String word) {
        this.word = word;
    }

    /** The word in the journal and in reports. */
    public String word() {
        return word;
    }

    /** Whether another guest may be drilled after it: something is wrong otherwise. */
    public boolean mayGoOn() {
        return this == DONE || this == REFUSED || this == FAILED;
    }
}
