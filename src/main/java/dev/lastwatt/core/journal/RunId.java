package dev.lastwatt.core.journal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Names one run. Made from the time it began, so that it can be read, sorted and typed.
 *
 * @param value such as {@code 20261122-170312}
 */
public record RunId(String value) {

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if it is not digits and hyphens
     */
    public RunId {
        if (!value.matches("[0-9-]{1,40}")) {
            throw new IllegalArgumentException("a run id looks like 20261122-170312");
        }
    }

    /** The id of a run that begins now. */
    public static RunId beganAt(Instant now) {
        return new RunId(FORM.format(now));
    }

    @Override
    public String toString() {
        return value;
    }
}
