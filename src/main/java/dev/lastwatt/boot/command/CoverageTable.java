package dev.lastwatt.boot.command;

import dev.lastwatt.adapter.scenario.Coverage;
import java.io.PrintStream;
import java.util.Locale;

/** Figures of the stop-time model as a Markdown table. */
final class CoverageTable {

    private CoverageTable() {}

    static void head(PrintStream out) {
        StringBuilder titles = new StringBuilder("| set |");
        StringBuilder rule = new StringBuilder("|---|");
        for (String bucket : Coverage.BUCKETS) {
            titles.append(' ').append(bucket).append(" |");
            rule.append("---|");
        }
        out.println(titles.append(" p99 holds % | hang stated / happened % |"));
        out.println(rule.append("---|---|"));
    }

    static void row(PrintStream out, String set, Coverage coverage) {
        StringBuilder line = new StringBuilder("| ").append(set).append(" |");
        for (int bucket = 0; bucket < Coverage.BUCKETS.size(); bucket++) {
            line.append(String.format(Locale.ROOT, " %.1f, %.2f |", coverage.held(bucket), coverage.loss(bucket)));
        }
        out.println(line.append(String.format(
                Locale.ROOT, " %.2f | %.2f / %.2f |", coverage.extremeHeld(), coverage.hangStated(), coverage.hung())));
    }
}
