package dev.lastwatt.adapter.report;

import dev.lastwatt.adapter.report.Section.Head;
import dev.lastwatt.adapter.report.TextTable.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A section's table for a terminal: cells that are too wide go on in the next line. */
final class SectionTable {

    private SectionTable() {}

    static List<String> lines(Section section) {
        List<Head> heads = section.heads();
        TextTable table = new TextTable(heads.stream()
                .map(h -> new Column(h.name(), h.figure(), h.columns()))
                .toArray(Column[]::new));
        for (List<String> row : section.rows()) {
            List<List<String>> cells = IntStream.range(0, heads.size())
                    .mapToObj(i -> wrapped(row.get(i), heads.get(i).columns(), i == 0))
                    .toList();
            int most = cells.stream().mapToInt(List::size).max().orElse(0);
            for (int line = 0; line < most; line++) {
                int at = line;
                table.row(
                        cells.stream().map(c -> at < c.size() ? c.get(at) : "").toArray(String[]::new));
            }
        }
        return table.lines();
    }

    /** No further line of a row begins where a row does: a name with a space in it could look like a line of the report. */
    private static List<String> wrapped(String cell, int columns, boolean first) {
        List<String> lines = Legible.wrap(cell, columns);
        return !first || lines.size() == 1 ? lines : indentedAfterFirst(Legible.wrap(cell, columns - 2));
    }

    private static List<String> indentedAfterFirst(List<String> lines) {
        List<String> out = new ArrayList<>(lines);
        out.replaceAll(l -> "  " + l);
        out.set(0, lines.get(0));
        return out;
    }
}
