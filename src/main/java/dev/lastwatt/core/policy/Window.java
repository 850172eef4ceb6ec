package dev.lastwatt.core.policy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A time that comes again every week, or every day, such as Sunday from 02:00 for three hours.
 *
 * @param day the day on which it begins, null for every day
 * @param start when it begins, by the clock of the zone
 * @param length how long it lasts, above zero, at most a day
 * @param zone the zone of day and start; where its clocks change, the window lasts as long as ever
 */
public record Window(@Nullable DayOfWeek day, LocalTime start, Duration length, ZoneId zone) {

    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int DAYS_OF_A_WEEK = 7;

    /**
     * Checks the length.
     *
     * @throws IllegalArgumentException if the length is not above zero and at most a day
     */
    public Window {
        if (length.isNegative() || length.isZero() || length.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a window lasts above 0 and at most 24 h, not " + length);
        }
    }

    /** When it ends, if it is open at this moment. */
    public Optional<Instant> openUntil(Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        for (int back = 0; back <= 1; back++) {
            Optional<Instant> end = beginning(today.minusDays(back))
                    .filter(begin -> !now.isBefore(begin))
                    .map(begin -> begin.plus(length))
                    .filter(now::isBefore);
            if (end.isPresent()) {
                return end;
            }
        }
        return Optional.empty();
    }

    /** When it begins next, after this moment. */
    public Instant nextAfter(Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        for (int ahead = 0; ahead <= DAYS_OF_A_WEEK; ahead++) {
            Optional<Instant> begin = beginning(today.plusDays(ahead)).filter(now::isBefore);
            if (begin.isPresent()) {
                return begin.get();
            }
        }
        throw new IllegalStateException("a week without its day");
    }

    private Optional<Instant> beginning(LocalDate date) {
        return day == null || date.getDayOfWeek() == day
                ? Optional.of(ZonedDateTime.of(date, start, zone).toInstant())
                : Optional.empty();
    }
}
