package dev.lastwatt.core.drill;

import dev.lastwatt.core.power.Reading;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a calibration stands. Each state holds only what is legal in it. */
public sealed interface CalibrationState {

    /** The calibration under way, null without one. */
    default @Nullable CalibrationOrder order() {
        return null;
    }

    /** None. */
    record Idle() implements CalibrationState {}

    /**
     * The battery does not feed the load yet.
     *
     * @param since when the UPS was told to, or the operator asked to pull the plug
     */
    record Waiting(CalibrationOrder order, CalibrationStart start, Instant since) implements CalibrationState {}

    /**
     * The battery feeds the load.
     *
     * @param last the reading before the present one
     * @param flagged the UPS has called it a test or calibration
     */
    record Discharging(CalibrationOrder order, CalibrationStart start, Reading last, boolean flagged)
            implements CalibrationState {}

    /**
     * The discharge is to end: the UPS was told to, or the operator to plug it in.
     *
     * @param start null after a restart of the service
     * @param since since when
     * @param askedAt when that was last said
     */
    record Ending(
            CalibrationOrder order,
            @Nullable CalibrationStart start,
            CalibrationEnd end,
            Instant since,
            Instant askedAt)
            implements CalibrationState {}
}
