package dev.lastwatt.adapter.scenario.policy;

import dev.lastwatt.adapter.scenario.world.GaugeReading;
import dev.lastwatt.adapter.scenario.world.PlayedState;
import org.jspecify.annotations.Nullable;

/** What a policy sees at a decision time. Nothing of the truth. */
public interface Sight {

    /** Seconds since the power failure. */
    double now();

    /** Whether it is the time of a reading; else a guest has just gone off. */
    boolean isReadingTime();

    /** The reading that came now: null at other times, and from a gauge that has fallen silent. */
    @Nullable GaugeReading reading();

    /** The state of a guest, by its number in {@code known.guests}. */
    PlayedState state(int guest);
}
