package dev.lastwatt.adapter.ups.nut;

import java.util.ArrayList;
import java.util.List;

/** A line of the protocol as its words: separated by blanks, or in quotes with {@code \"} and {@code \\} inside. */
final class NutWords {

    private NutWords() {}

    /** The words of a line. A quote that is never closed runs to the end: what it means is the reader's to judge. */
    static List<String> of(String line) {
        List<String> words = new ArrayList<>();
        int i = 0;
        while (i < line.length()) {
            char c = line.charAt(i);
            if (c == ' ' || c == '\t') {
                i++;
                continue;
            }
            boolean quoted = c == '"';
            if (quoted) {
                i++;
            }
            StringBuilder word = new StringBuilder();
            for (; i < line.length(); i++) {
                c = line.charAt(i);
                if (quoted ? c == '"' : c == ' ' || c == '\t') {
                    i++;
                    break;
                }
                if (c == '\\' && i + 1 < line.length()) {
                    c = line.charAt(++i);
                }
                word.append(c);
            }
            words.add(word.toString());
        }
        return words;
    }

    /** A word as the server reads it back, quoted if it has to be. */
    static String quoted(String word) {
        return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
