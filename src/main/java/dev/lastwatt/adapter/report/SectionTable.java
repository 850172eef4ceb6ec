package dev.lastwatt.adapter.report;

import dev.lastwatt.adapter.report.Section.Head;
import dev.lastwatt.adapter.report.TextTable.Column;
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
                    .mapToObj(i -> Legible.wrap(row.get(i), heads.get(i).columns()))
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
}
