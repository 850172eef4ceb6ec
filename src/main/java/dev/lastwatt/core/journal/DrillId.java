package dev.lastwatt.core.journal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Names one drill. Made from the time it began.
 *
 * @param value such as {@code D20261122-170312}
 */
public record DrillId(String value) {

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("'D'yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if it is not a D, digits and hyphens
     */
    public DrillId {
        if (!value.matches("D[0-9-]{1,40}")) {
            throw new IllegalArgumentException("a drill id looks like D20261122-170312");
        }
    }

    /** The id of a drill that begins now. */
    public static DrillId beganAt(Instant now) {
        return new DrillId(FORM.format(now));
    }

    @Override
    public String toString() {
        return value;
    }
}
