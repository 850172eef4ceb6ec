package dev.lastwatt.boot.command;

import dev.lastwatt.adapter.scenario.generate.Cell;

/**
 * What the product aims at in a cell, in per cent.
 *
 * @param unclean guests stopped uncleanly where a clean stop was possible, at most
 * @param service of the oracle's, at least
 * @param order outages with a soft dependency broken where a clean stop was possible, at most
 * @param host outages in which the host was cut off where that could be avoided, at most
 */
record ReferenceAims(double unclean, double service, double order, double host) {

    private static final int SMALL_BATTERY = 6;
    private static final int LARGE_BATTERY = 40;
    private static final int FEW_GUESTS = 5;

    static ReferenceAims of(Cell cell) {
        double lessService =
                switch (cell.savable()) {
                    case ALL -> 0;
                    case HALF -> 4;
                    case NONE -> 8;
                };
        double unclean =
                switch (cell.savable()) {
                    case ALL -> 0.1;
                    case HALF -> 0.3;
                    case NONE -> 0.5;
                };
        return new ReferenceAims(unclean, service(cell) - lessService, 3, 0.5);
    }

    private static double service(Cell cell) {
        if (cell.minutes() <= SMALL_BATTERY) {
            return cell.calibrated() ? 30 : 24;
        }
        if (cell.minutes() >= LARGE_BATTERY) {
            return cell.calibrated() ? 86 : 80;
        }
        if (cell.guests() <= FEW_GUESTS) {
            return cell.calibrated() ? 74 : 66;
        }
        return cell.calibrated() ? 70 : 60;
    }
}
