package dev.lastwatt.core.stoptime;

/**
 * What is known of a guest before it was ever measured.
 *
 * @param os family of its operating system
 * @param memoryBytes memory assigned, above 0
 * @param carriesOthers other guests lean on it, or the administrator stops it last: databases and servers take longer
 * @param updates whether its next stop has to install updates
 */
public record Traits(Os os, long memoryBytes, boolean carriesOthers, Updates updates) {

    /** Family of an operating system, as far as it makes a difference to how long it takes to stop. */
    public enum Os {
        WINDOWS,
        LINUX,
        /** Not known, or another one. */
        UNKNOWN
    }

    /** Updates that wait for the next stop. Cannot be read from outside of a guest. */
    public enum Updates {
        PENDING,
        NONE,
        /** Nobody said. */
        UNKNOWN
    }

    /** A guest of which only the memory is known. */
    public static Traits unknown(long memoryBytes) {
        return new Traits(Os.UNKNOWN, memoryBytes, false, Updates.UNKNOWN);
    }
}
