package dev.lastwatt.core.drill;

import dev.lastwatt.core.outage.Directive;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state after a decision, and what is to be done.
 *
 * @param lines what whoever waits is told
 * @param finished with what a calibration has ended by this step, the mains being back or never having been away; null otherwise
 */
public record CalibrationStep(
        CalibrationState state,
        List<Directive> directives,
        List<String> lines,
        @Nullable CalibrationEnd finished) {

    /** Copies the lists. */
    public CalibrationStep {
        directives = List.copyOf(directives);
        lines = List.copyOf(lines);
    }
}
