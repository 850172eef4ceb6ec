package dev.lastwatt.core.stoptime;

/**
 * What is known of a guest before it was ever measured.
 *
 * @param os family of its operating system
 * @param memoryBytes memory assigned, above 0
 * @param role where it stands among guests that lean on each other
 * @param updates whether its next stop has to install updates
 */
public record Traits(Os os, long memoryBytes, Role role, Updates updates) {

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
        /** Its patch window is open: they may have come. */
        EXPECTED,
        NONE,
        /** Nobody said. */
        UNKNOWN
    }

    /** A guest of which only the memory is known. */
    public static Traits unknown(long memoryBytes) {
        return new Traits(Os.UNKNOWN, memoryBytes, Role.LEAF, Updates.UNKNOWN);
    }
}
