package dev.lastwatt.core.guest;

/** State of the integration service inside a guest that obeys a request to shut down. */
public enum ShutdownService {
    /** Answers. */
    OK,
    /** Answers with an older protocol; obeys all the same. */
    DEGRADED,
    /** Switched off in the guest's settings. */
    DISABLED,
    /** Not installed, or not started yet. */
    NO_CONTACT,
    /** Answered once, and does no longer. */
    LOST,
    /** Not asked, as for a guest that is not running, or a word not known here. */
    UNKNOWN;

    /** Whether a request to shut down can be expected to be obeyed. */
    public boolean obeys() {
        return this == OK || this == DEGRADED;
    }
}
