package dev.lastwatt.adapter.scenario.oracle;

import dev.lastwatt.adapter.scenario.world.PlayedOutcome;
import java.util.Comparator;

/** A scheme and what came of it when it was played. */
record Verdict(Scheme scheme, PlayedOutcome outcome) {

    /** Clean guests first, then the host, the order, the service. The best is the least. */
    static final Comparator<Verdict> BEST = Comparator.<Verdict>comparingInt(
                    v -> v.outcome().unclean().size())
            .thenComparing(v -> v.outcome().hostUnclean())
            .thenComparingInt(v -> v.outcome().orderViolations())
            .thenComparingDouble(v -> -v.outcome().serviceSeconds());
}
