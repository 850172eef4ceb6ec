package dev.lastwatt.core.drill;

import dev.lastwatt.core.outage.Directive;
import java.util.List;

/** The state after a decision, and what is to be done. */
public record DrillStep(DrillState state, List<Directive> directives) {

    /** Copies the list. */
    public DrillStep {
        directives = List.copyOf(directives);
    }
}
