package dev.lastwatt.port;

/** The host's own power switch. */
public interface HostPower {

    /** What it does, for people. */
    String name();

    /**
     * Identifies this boot of the host: the same as long as the host is up, another after each boot. A run belongs to one boot.
     */
    String bootId();

    /**
     * Whether the host is up. Always so of a real one, since whoever asks runs on it; while a simulated one is off, a service on it
     * would be dead.
     */
    default boolean isUp() {
        return true;
    }

    /**
     * Asks the operating system to shut down and power off, now. Returns when the request was accepted or refused, in a bounded
     * time; does not go through PowerShell.
     */
    Answer shutDown(String reason);

    /** What came of it. */
    sealed interface Answer {

        /** The host is going down. */
        record Accepted(String detail) implements Answer {}

        /** It is not; may be asked again. */
        record Refused(String detail) implements Answer {}
    }
}
