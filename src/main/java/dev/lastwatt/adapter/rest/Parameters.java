package dev.lastwatt.adapter.rest;

import org.jspecify.annotations.Nullable;

/** Reads query parameters and headers; what is not valid becomes a problem that names it. */
final class Parameters {

    private Parameters() {}

    static int limit(@Nullable String text, int otherwise, int most) {
        return (int) whole("limit", text, otherwise, 1, most, "a whole number from 1 to " + most);
    }

    /** A place in the journal. */
    static long cursor(String field, @Nullable String text, long otherwise) {
        return whole(
                field, text, otherwise, 0, Long.MAX_VALUE, "the sequence of a journal entry, or 0 for the beginning");
    }

    static boolean flag(String field, String text) {
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        throw ProblemException.invalid(field, "'" + field + "' is neither true nor false", "give true or false");
    }

    private static long whole(
            String field, @Nullable String text, long otherwise, long least, long most, String takes) {
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below, with what it takes.
        }
        throw ProblemException.invalid(field, "'" + field + "' is not " + takes, "give " + takes);
    }
}
