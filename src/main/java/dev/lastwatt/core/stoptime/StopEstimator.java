package dev.lastwatt.core.stoptime;

import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.StopMethod;

/** Says how long stops take. Whoever plans asks this and need not know where the answer comes from. */
@FunctionalInterface
public interface StopEstimator {

    /** What to expect of stopping this guest by this method, alone on its volume. Never throws; cheap enough for every tick. */
    StopTime estimate(Guest guest, StopMethod method);
}
