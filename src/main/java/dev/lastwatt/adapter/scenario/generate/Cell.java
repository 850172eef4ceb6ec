package dev.lastwatt.adapter.scenario.generate;

import java.util.ArrayList;
import java.util.List;

/**
 * One kind of site of a reference set.
 *
 * @param world law of the stop times
 * @param guests guests of each outage
 * @param minutes what a new battery lasts at the load of the failure, 1 to 1440
 * @param savable which guests can be saved once they were asked to shut down
 * @param calibrated whether a calibration is on file
 * @param mains how long outages last
 */
public record Cell(World world, int guests, int minutes, Savable savable, boolean calibrated, Mains mains) {

    /** Checks. */
    public Cell {
        if (guests < 1) {
            throw new IllegalArgumentException("a set needs at least one guest");
        }
        if (minutes < 1 || minutes > 1440) {
            throw new IllegalArgumentException("a new battery must last 1 to 1440 minutes, is " + minutes);
        }
    }

    /** The cells that the project's figures are stated for. */
    public static List<Cell> all() {
        List<Cell> cells = new ArrayList<>();
        for (int minutes : List.of(6, 15, 40)) {
            for (Savable savable : Savable.values()) {
                both(cells, World.LOG_NORMAL, 20, minutes, savable, Mains.UNITED_STATES);
            }
        }
        for (int guests : List.of(5, 100)) {
            both(cells, World.LOG_NORMAL, guests, 15, Savable.ALL, Mains.UNITED_STATES);
            both(cells, World.LOG_NORMAL, guests, 15, Savable.NONE, Mains.UNITED_STATES);
            both(cells, World.LOG_NORMAL, guests, 40, Savable.ALL, Mains.UNITED_STATES);
        }
        for (World world : List.of(World.GAMMA, World.MIXED)) {
            both(cells, world, 20, 15, Savable.ALL, Mains.UNITED_STATES);
            both(cells, world, 20, 15, Savable.NONE, Mains.UNITED_STATES);
        }
        both(cells, World.LOG_NORMAL, 20, 15, Savable.ALL, Mains.JAPAN);
        return List.copyOf(cells);
    }

    private static void both(List<Cell> to, World world, int guests, int minutes, Savable savable, Mains mains) {
        to.add(new Cell(world, guests, minutes, savable, true, mains));
        to.add(new Cell(world, guests, minutes, savable, false, mains));
    }

    /** Its name, usable in names of files. */
    @Override
    public String toString() {
        return world + "-" + guests + "-" + minutes + "min-" + savable + "-" + (calibrated ? "calibrated" : "never")
                + "-" + mains;
    }
}
