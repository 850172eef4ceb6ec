package dev.lastwatt.app;

import java.util.List;

/**
 * How the drill goes, or how the last one went since the service runs.
 *
 * @param number counts the drills since the start of the service; 0 before the first
 * @param running whether it goes on
 * @param succeeded whether everything that was ordered was done; of no meaning while it goes on
 * @param standing where it stands, in a few words; empty if there is none
 * @param lines what has happened, oldest first
 */
public record DrillProgress(int number, boolean running, boolean succeeded, String standing, List<String> lines) {

    /** No drill yet. */
    public static final DrillProgress NONE = new DrillProgress(0, false, false, "", List.of());

    /** Copies the list. */
    public DrillProgress {
        lines = List.copyOf(lines);
    }
}
