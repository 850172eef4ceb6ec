package dev.lastwatt.adapter.report;

import java.util.ArrayList;
import java.util.List;

/** Columns of text, aligned by what a terminal shows, not by the number of characters. */
final class TextTable {

    private static final String GAP = "  ";

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * One column.
     *
     * @param widest longer cells are cut to this
     */
    record Column(String head, boolean right, int widest) {
        static Column left(String head, int widest) {
            return new Column(head, false, widest);
        }

        static Column right(String head) {
            return new Column(head, true, 14);
        }
    }

    TextTable(Column... columns) {
        this.columns = List.of(columns);
    }

    void row(String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells in " + columns.size() + " columns");
        }
        List<String> row = new ArrayList<>();
        for (int i = 0; i < cells.length; i++) {
            row.add(Legible.cut(cells[i], columns.get(i).widest()));
        }
        rows.add(row);
    }

    /** The lines, heads first. */
    List<String> lines() {
        List<String> heads = columns.stream().map(Column::head).toList();
        List<Integer> widths = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            widths.add(Math.max(
                    Legible.width(heads.get(i)),
                    rows.stream()
                            .mapToInt(r -> Legible.width(r.get(column)))
                            .max()
                            .orElse(0)));
        }
        List<String> lines = new ArrayList<>();
        lines.add(line(heads, widths));
        lines.add(line(widths.stream().map("-"::repeat).toList(), widths));
        rows.forEach(r -> lines.add(line(r, widths)));
        return lines;
    }

    private String line(List<String> cells, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            line.append(i == 0 ? "" : GAP)
                    .append(
                            columns.get(i).right()
                                    ? Legible.right(cell, widths.get(i))
                                    : Legible.left(cell, widths.get(i)));
        }
        return line.toString().stripTrailing();
    }
}
