package dev.lastwatt.core.guest;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tags in a guest's notes: words that begin with {@code #}, such as {@code #db} or {@code #tier=db}. A tag is made of letters, digits
 * and {@code - _ . = : /} and does not end with {@code . : /}, so that a sentence may end with one. In any case.
 */
final class Tags {

    private static final Pattern TAG =
            Pattern.compile("(?<!\\S)#([\\p{L}\\p{N}_](?:[\\p{L}\\p{N}_=.:/-]{0,62}[\\p{L}\\p{N}_=-])?)");

    private Tags() {}

    /** In lower case, in their order, without the sign. */
    static Set<String> in(String notes) {
        Set<String> tags = new LinkedHashSet<>();
        for (Matcher m = TAG.matcher(notes); m.find(); ) {
            tags.add(m.group(1).toLowerCase(Locale.ROOT));
        }
        return tags;
    }
}
