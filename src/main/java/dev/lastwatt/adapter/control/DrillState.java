package dev.lastwatt.adapter.control;

import dev.lastwatt.app.DrillProgress;
import java.util.List;

/**
 * How a drill goes, as a command is told.
 *
 * @param number counts the drills since the start of the service; 0 before the first
 * @param running whether it goes on
 * @param succeeded whether everything that was ordered was done
 * @param standing where it stands, in a few words
 * @param lines what has happened, oldest first
 */
public record DrillState(int number, boolean running, boolean succeeded, String standing, List<String> lines) {

    static DrillState of(DrillProgress progress) {
        return new DrillState(
                progress.number(), progress.running(), progress.succeeded(), progress.standing(), progress.lines());
    }
}
