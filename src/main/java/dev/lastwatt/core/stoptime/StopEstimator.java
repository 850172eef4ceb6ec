package dev.lastwatt.core.stoptime;

import dev.lastwatt.core.guest.Dependency;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.StopMethod;
import java.util.Collection;

/** Says how long stops take. Whoever plans asks this and need not know where the answer comes from. */
@FunctionalInterface
public interface StopEstimator {

    /** What to expect of stopping this guest by this method, alone on its volume. Never throws; cheap enough for every tick. */
    StopTime estimate(Guest guest, StopMethod method);

    /** What would be expected if guests depended on each other thus: who carries others takes longer. The same where that does not count. */
    default StopEstimator ifTheyDependedThus(Collection<Dependency> dependencies) {
        return this;
    }
}
