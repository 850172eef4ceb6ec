package dev.lastwatt.boot.command;

import dev.lastwatt.adapter.scenario.generate.Cell;
import dev.lastwatt.adapter.scenario.play.Contender;
import dev.lastwatt.adapter.scenario.play.Row;
import dev.lastwatt.adapter.scenario.play.Share;
import java.io.PrintStream;
import java.util.Locale;

/** The reference figures as a Markdown table, one row a cell and policy. */
final class ReferenceTable {

    private ReferenceTable() {}

    static void head(PrintStream out) {
        out.println(
                "| world, guests, minutes, savable, calibration, mains | policy | outages | unclean % | of the oracle's service % |"
                        + " order broken % | host cut % | outages a core-second |");
        out.println("|---|---|---|---|---|---|---|---|");
    }

    /** {@code perSecond}: outages played in a second of one processor. */
    static void row(PrintStream out, Cell cell, Row row, double perSecond) {
        ReferenceAims aims = ReferenceAims.of(cell);
        boolean ours = row.policy().equals(Contender.LASTWATT);
        out.printf(
                Locale.ROOT,
                "| %s, %d, %d, %s, %s, %s | %s | %d | %s | %s | %s | %s | %.0f |%n",
                cell.world(),
                cell.guests(),
                cell.minutes(),
                cell.savable(),
                cell.calibrated() ? "calibrated" : "never",
                cell.mains(),
                row.policy(),
                row.outages(),
                percent(row.guestsUncleanPossible(), 3, ours && over(row.guestsUncleanPossible(), aims.unclean())),
                percent(
                        row.serviceOfOracle(),
                        1,
                        ours && 100 * row.serviceOfOracle().value() < aims.service()),
                percent(row.orderBrokenPossible(), 2, ours && over(row.orderBrokenPossible(), aims.order())),
                percent(row.hostCutPossible(), 2, ours && over(row.hostCutPossible(), aims.host())),
                perSecond);
    }

    private static boolean over(Share share, double most) {
        return 100 * share.value() > most;
    }

    private static String percent(Share share, int digits, boolean missed) {
        if (Double.isNaN(share.value())) {
            return "-";
        }
        String form = "%." + digits + "f (%." + digits + "f–%." + digits + "f)";
        String text = String.format(Locale.ROOT, form, 100 * share.value(), 100 * share.low(), 100 * share.high());
        return missed ? "**" + text + "**" : text;
    }
}
