package dev.lastwatt.core.stoptime;

/**
 * Where a guest stands among those that lean on each other. It says little for certain, but what stands in the middle is mostly a
 * database or an application server with much to write back, and what those lean on mostly a small service such as names or sign-on.
 */
public enum Role {
    /** Nobody leans on it. */
    LEAF(0.02),
    /** Others lean on it. */
    CARRIER(0.55),
    /** Others lean on it, and it leans on a carrier itself. */
    MIDDLE(0.93),
    /** Guests in the middle lean on it. */
    FOUNDATION(0.06);

    private final double slower;

    Role(double slower) {
        this.slower = slower;
    }

    /** Share of such guests that belong to the slower kind. */
    double slower() {
        return slower;
    }
}
