package dev.lastwatt.core.policy;

import dev.lastwatt.core.guest.Guest;
import java.util.Locale;

/**
 * Text with {@code *} (any text) and {@code ?} (one character) as wildcards, in any case. Brackets are plain characters, since
 * guests have them in their names. Matching takes time in proportion to the lengths, whatever the pattern.
 */
record Pattern(String text) {

    static Pattern of(String text) {
        return new Pattern(text.toLowerCase(Locale.ROOT));
    }

    /** Whether it is the guest's id, or its name. */
    boolean matches(Guest guest) {
        return isIdOf(guest) || matches(guest.name().toLowerCase(Locale.ROOT));
    }

    /** Whether it is the guest's id. */
    boolean isIdOf(Guest guest) {
        return guest.id().toString().equals(text);
    }

    /** Whether it stands for this text, which is in lower case. */
    boolean matches(String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int retry = 0;
        while (n < name.length()) {
            if (p < text.length() && text.charAt(p) == '*') {
                star = p++;
                retry = n;
            } else if (p < text.length() && (text.charAt(p) == '?' || text.charAt(p) == name.charAt(n))) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++retry;
            } else {
                return false;
            }
        }
        while (p < text.length() && text.charAt(p) == '*') {
            p++;
        }
        return p == text.length();
    }
}
