package dev.lastwatt.adapter.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Text from elsewhere made fit to be printed on one line. Names of guests are chosen inside a network that may not be friendly:
 * a line break would forge a line of the report, an escape sequence would move the cursor, a right-to-left mark would turn the
 * figures beside it round.
 */
final class Legible {

    private static final int LONGEST = 160;

    /** An explanation of ours, or the message of another program, which says most in its first lines. */
    private static final int LONGEST_SENTENCE = 600;

    private static final String READ_ON = " ... (all of it: 'lastwatt status --json' or the log)";
    private static final String CUT = "...";

    /** More marks than this on one letter only serve to paint over the lines above and below. */
    private static final int MARKS_ON_A_LETTER = 2;

    private Legible() {}

    /** On one line, without anything invisible, of bounded length. */
    static String of(String text) {
        return cut(clean(text, LONGEST), LONGEST);
    }

    /** The same for text that is to be read as a whole: longer, and if that is not enough it ends between two words. */
    static String sentence(String text) {
        String whole = clean(text, LONGEST_SENTENCE);
        if (width(whole) <= LONGEST_SENTENCE) {
            return whole;
        }
        String cut = cut(whole, LONGEST_SENTENCE);
        int space = cut.lastIndexOf(' ');
        return space < 0 ? cut : cut.substring(0, space) + READ_ON;
    }

    private static String clean(String text, int longest) {
        StringBuilder out = new StringBuilder();
        int marks = 0;
        for (int codePoint : text.codePoints().limit(4L * longest).toArray()) {
            int type = Character.getType(codePoint);
            marks = isMark(type) ? marks + 1 : 0;
            if (Character.isWhitespace(codePoint) || type == Character.SPACE_SEPARATOR) {
                out.append(' ');
            } else if (isInvisible(type)) {
                out.append('?');
            } else if (marks <= MARKS_ON_A_LETTER) {
                out.appendCodePoint(codePoint);
            }
        }
        String oneLine = out.toString().strip().replaceAll(" {2,}", " ");
        return oneLine.isEmpty() ? "(no name)" : oneLine;
    }

    /** The text, shortened to so many columns if it is longer. */
    static String cut(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        int used = 0;
        for (int codePoint : text.codePoints().toArray()) {
            used += width(codePoint);
            if (used > columns - CUT.length()) {
                break;
            }
            out.appendCodePoint(codePoint);
        }
        return out + CUT;
    }

    /** Filled up with spaces to so many columns, on the right. */
    static String left(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - width(text)));
    }

    /** Filled up with spaces to so many columns, on the left. */
    static String right(String text, int columns) {
        return " ".repeat(Math.max(0, columns - width(text))) + text;
    }

    /** Broken at spaces into lines of so many columns; a single longer word is cut. */
    static List<String> wrap(String text, int columns) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            String fits = cut(word, columns);
            if (line.length() > 0 && width(line.toString()) + 1 + width(fits) > columns) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(fits);
        }
        lines.add(line.toString());
        return lines;
    }

    /** Columns on a terminal. */
    static int width(String text) {
        return text.codePoints().map(Legible::width).sum();
    }

    private static int width(int codePoint) {
        return isMark(Character.getType(codePoint)) ? 0 : isWide(codePoint) ? 2 : 1;
    }

    /** Chinese, Japanese and Korean characters and pictures take two columns (Unicode TR 11, in its broad ranges). */
    private static boolean isWide(int c) {
        return (c >= 0x1100 && c <= 0x115F)
                || (c >= 0x2E80 && c <= 0x303E)
                || (c >= 0x3041 && c <= 0xA4CF)
                || (c >= 0xAC00 && c <= 0xD7A3)
                || (c >= 0xF900 && c <= 0xFAFF)
                || (c >= 0xFE30 && c <= 0xFE6F)
                || (c >= 0xFF00 && c <= 0xFF60)
                || (c >= 0xFFE0 && c <= 0xFFE6)
                || (c >= 0x1F300 && c <= 0x1FAFF)
                || (c >= 0x20000 && c <= 0x3FFFD);
    }

    private static boolean isMark(int type) {
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    private static boolean isInvisible(int type) {
        return switch (type) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
