package dev.lastwatt.core.outage;

import java.util.List;

/** The state after a decision, and what is to be done. */
public record Step(OutageState state, List<Directive> directives) {

    /** Copies the list. */
    public Step {
        directives = List.copyOf(directives);
    }
}
