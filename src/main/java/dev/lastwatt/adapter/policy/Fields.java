package dev.lastwatt.adapter.policy;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads single fields of a document, and names the field where one is wrong. */
final class Fields {

    private static final Pattern SHORT = Pattern.compile("(\\d{1,6})\\s*(s|m|h)");
    private static final Duration LONGEST = Duration.ofHours(24);

    private final String where;

    Fields(String where) {
        this.where = where;
    }

    Duration time(String at, @Nullable String text, Duration usual) {
        if (text == null) {
            return usual;
        }
        Duration time = parsed(text.trim());
        if (time == null || time.isNegative() || time.compareTo(LONGEST) > 0) {
            throw wrong(at, "'" + text + "' is not a time from 0 s to 24 h: write it like 90s, 5m or PT1M30S");
        }
        return time;
    }

    private static @Nullable Duration parsed(String text) {
        Matcher m = SHORT.matcher(text);
        if (m.matches()) {
            long n = Long.parseLong(m.group(1));
            return switch (m.group(2)) {
                case "s" -> Duration.ofSeconds(n);
                case "m" -> Duration.ofMinutes(n);
                default -> Duration.ofHours(n);
            };
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    int count(String at, @Nullable Integer given, int usual) {
        int count = given == null ? usual : given;
        if (count < 1 || count > 1000) {
            throw wrong(at, "must be from 1 to 1000");
        }
        return count;
    }

    String required(String at, @Nullable String text) {
        if (text == null || text.isBlank()) {
            throw wrong(at, "is missing");
        }
        return text;
    }

    PolicyException wrong(String at, String problem) {
        return new PolicyException(where + ", at " + at, problem);
    }

    <T> List<T> entries(String at, @Nullable List<T> given) {
        List<T> entries = given == null ? List.of() : given;
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i) == null) {
                throw wrong(at + "[" + i + "]", "is empty: write what belongs there, or remove its '-'");
            }
        }
        return entries;
    }
}
