package dev.lastwatt.boot.command;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time to come: of day by this host's clock, today or tomorrow, or with its date and offset. */
final class WindowEnd implements ITypeConverter<ZonedDateTime> {

    @Override
    public ZonedDateTime convert(String text) {
        return at(text, ZonedDateTime.now(ZoneId.systemDefault()));
    }

    static ZonedDateTime at(String text, ZonedDateTime now) {
        try {
            if (text.contains("T")) {
                return OffsetDateTime.parse(text).toZonedDateTime();
            }
            ZonedDateTime today = now.with(LocalTime.parse(text));
            return today.isAfter(now) ? today : today.plusDays(1);
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "'" + text + "' is not a time: write it like 04:30, or 2026-11-22T04:30:00+01:00");
        }
    }
}
