package dev.lastwatt.adapter.scenario.world;

/** Why a guest ended uncleanly. */
public enum UncleanCause {
    /** The battery ended before it was off. */
    BATTERY_ENDED,
    /** A policy turned it off, or left it to the host's own shutdown. */
    TURNED_OFF,
    /** The guest that its disk lives on went off first. */
    DISK_WENT_FIRST,
    /** The host's shutdown was ordered, the mains were back, and it did not go off within ten minutes. */
    WAITED_IN_VAIN
}
