package dev.lastwatt.adapter.ups.apcupsd;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a status answer by label. Any may be missing: apcupsd prints what the UPS can tell. The header's counts of lines
 * and bytes are not looked at; nothing depends on them that the frames do not say better.
 */
final class NisFields {

    /** No exponents, no hexadecimal, no "NaN": a number as apcupsd prints it, with its unit behind. */
    private static final Pattern NUMBER = Pattern.compile("([+-]?\\d{1,9}(?:\\.\\d{0,9})?)(?:\\s.*)?");

    private final Map<String, String> values = new HashMap<>();

    NisFields(List<String> lines) {
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                // The first counts, as for genuine clients.
                values.putIfAbsent(
                        line.substring(0, colon).trim(),
                        line.substring(colon + 1).trim());
            }
        }
    }

    boolean has(String label) {
        return values.containsKey(label);
    }

    @Nullable String text(String label) {
        return values.get(label);
    }

    @Nullable Double number(String label) {
        String value = values.get(label);
        if (value == null) {
            return null;
        }
        Matcher matcher = NUMBER.matcher(value);
        return matcher.matches() ? Double.valueOf(matcher.group(1)) : null;
    }
}
