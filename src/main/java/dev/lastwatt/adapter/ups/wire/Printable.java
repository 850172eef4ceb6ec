package dev.lastwatt.adapter.ups.wire;

/**
 * Makes text of a peer fit for a log line. What a UPS server sends is hostile input: control characters have caused outages and
 * forged log lines before.
 */
public final class Printable {

    private Printable() {}

    /** The text as one line of printable ASCII, anything else replaced by {@code ?}, cut to a length. */
    public static String line(String text, int longest) {
        boolean cut = text.length() > longest;
        int length = cut ? longest : text.length();
        StringBuilder line = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            line.append(c >= ' ' && c <= '~' ? c : '?');
        }
        if (cut && length > 3) {
            line.replace(length - 3, length, "...");
        }
        return line.toString();
    }
}
