package dev.lastwatt.adapter.rest.view;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Lower-case words for names that have no word of their own, and ages. */
final class Words {

    private Words() {}

    /** {@code RUNNING_CRITICAL} as {@code running-critical}. */
    static String of(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** From then to now, never negative: a reading may be newer than the snapshot that shows it. */
    static Duration age(Instant then, Instant now) {
        return then.isAfter(now) ? Duration.ZERO : Duration.between(then, now);
    }
}
