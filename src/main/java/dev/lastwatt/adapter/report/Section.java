package dev.lastwatt.adapter.report;

import java.util.List;

/**
 * A part of the budget report that stands after the guests: a title, what the figures are, a table, and lines below it. Each but the
 * title may be empty; a section without a table and without lines is left out.
 *
 * @param title its title
 * @param intro a sentence before the table
 * @param heads the table's columns
 * @param rows its rows, each with as many cells as there are columns
 * @param lines remarks below the table
 */
public record Section(String title, String intro, List<Head> heads, List<List<String>> rows, List<String> lines) {

    /**
     * A column.
     *
     * @param name its head
     * @param figure its cells are figures, to be aligned on the right
     * @param columns how wide it may be on a terminal
     */
    public record Head(String name, boolean figure, int columns) {
        static Head text(String name, int columns) {
            return new Head(name, false, columns);
        }

        static Head figure(String name) {
            return new Head(name, true, 14);
        }
    }

    /** Copies the lists. */
    public Section {
        heads = List.copyOf(heads);
        rows = rows.stream().map(List::copyOf).toList();
        lines = List.copyOf(lines);
    }

    /** A section of lines only. */
    static Section ofLines(String title, List<String> lines) {
        return new Section(title, "", List.of(), List.of(), lines);
    }

    /** Nothing to say. */
    public boolean isEmpty() {
        return rows.isEmpty() && lines.isEmpty();
    }
}
