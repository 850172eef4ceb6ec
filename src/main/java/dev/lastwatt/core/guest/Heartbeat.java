package dev.lastwatt.core.guest;

/** What the heartbeat integration service says. */
public enum Heartbeat {
    /** The guest's operating system is alive. */
    OK,
    /** None, or an error. */
    NONE,
    /** Not asked, or a word not known here. */
    UNKNOWN
}
