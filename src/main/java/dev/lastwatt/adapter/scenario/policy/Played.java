package dev.lastwatt.adapter.scenario.policy;

import dev.lastwatt.adapter.scenario.world.Decision;
import dev.lastwatt.adapter.scenario.world.PlayedOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one policy did in one outage: a line of a result file.
 *
 * @param scenario the scenario's id
 * @param policy the policy's name
 * @param decisions in their order
 * @param statedProbability the policy's own probability that everything stops cleanly, null if it states none
 */
public record Played(
        String scenario,
        String policy,
        List<Decision> decisions,
        @Nullable Double statedProbability,
        PlayedOutcome outcome) {

    /** Copies the list. */
    public Played {
        decisions = List.copyOf(decisions);
    }
}
