package dev.lastwatt.core.guest;

/**
 * One guest needs another: {@code guest} is down before {@code on} begins to stop, and starts after it.
 *
 * @param kind how strictly
 */
public record Dependency(GuestId guest, GuestId on, Kind kind) {

    /** How strictly the order is kept. */
    public enum Kind {
        /** The guest's disk lives on the other: stopping the other first would corrupt it. Never broken. */
        HARD,
        /** An application on its database: kept as long as both still fit, then broken rather than lose both. */
        SOFT
    }
}
