package dev.lastwatt.adapter.ups.apcupsd;

import dev.lastwatt.adapter.ups.wire.Printable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of apcupsd's own log.
 *
 * @param at when, by the server's clock, which need not be ours; {@code null} if the line does not say
 * @param text what happened, printable and at most 200 characters
 */
public record ApcupsdEvent(@Nullable Instant at, String text) {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss Z", Locale.ROOT);
    private static final int STAMP_LENGTH = "2026-01-02 03:04:05 +0000".length();
    private static final int LONGEST_TEXT = 200;

    static ApcupsdEvent of(String line) {
        if (line.length() > STAMP_LENGTH) {
            try {
                Instant at = OffsetDateTime.parse(line.substring(0, STAMP_LENGTH), STAMP)
                        .toInstant();
                return new ApcupsdEvent(
                        at, Printable.line(line.substring(STAMP_LENGTH).strip(), LONGEST_TEXT));
            } catch (DateTimeException e) {
                // Old servers write other dates; the line is worth having anyway.
            }
        }
        return new ApcupsdEvent(null, Printable.line(line.strip(), LONGEST_TEXT));
    }
}
