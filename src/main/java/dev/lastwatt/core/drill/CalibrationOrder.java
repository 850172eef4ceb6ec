package dev.lastwatt.core.drill;

import dev.lastwatt.core.journal.DrillId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A calibration that was taken: a partial discharge of the battery with all guests up.
 *
 * @param command the UPS's own command that puts it on battery; null where a person pulls the plug
 * @param until the end of the window
 * @param by who asked
 */
public record CalibrationOrder(DrillId id, @Nullable String command, Instant until, String by) {

    boolean byCommand() {
        return command != null;
    }
}
