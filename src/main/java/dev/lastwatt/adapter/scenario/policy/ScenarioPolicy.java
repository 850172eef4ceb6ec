package dev.lastwatt.adapter.scenario.policy;

import org.jspecify.annotations.Nullable;

/** One play of one policy in one outage. */
@FunctionalInterface
public interface ScenarioPolicy {

    /** Decides: at the time of each reading, also when none comes, and when a guest has gone off. */
    void decide(Sight sight, Orders orders);

    /** Whether it decides at the times of the readings alone, as tools do that only poll. */
    default boolean onlyAtReadings() {
        return false;
    }

    /** The policy's own probability, at its first stop, that everything stops cleanly; null if it states none. */
    default @Nullable Double statedProbability() {
        return null;
    }
}
