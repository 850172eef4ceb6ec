package dev.lastwatt.app;

import dev.lastwatt.core.drill.Refusal;
import java.util.List;

/** What an administrator can tell the running service about drills. Safe from any thread. */
public interface DrillControls {

    /**
     * Begins a drill. Its progress is in the snapshots.
     *
     * @return why it is refused; empty if it begins
     * @throws IllegalStateException with a message for people, if the service does not take it in time
     */
    List<Refusal> drill(DrillRequest request);

    /**
     * Begins a calibration of the battery. Its progress is in the snapshots, as a drill's is, and {@link #stopDrill} ends it.
     *
     * @return why it is refused; empty if it begins
     * @throws IllegalStateException with a message for people, if the service does not take it in time
     */
    List<Refusal> calibrate(CalibrationRequest request);

    /**
     * Ends the drill. A guest that was touched is brought back first; those that wait are not drilled.
     *
     * @return why not; empty if it ends
     * @throws IllegalStateException with a message for people, if the service does not take it in time
     */
    List<Refusal> stopDrill(String by);
}
