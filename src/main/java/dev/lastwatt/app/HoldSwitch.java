package dev.lastwatt.app;

import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.port.Journal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An operator's word that power will come, such as from a generator: until then nothing is stopped that could still wait. Kept over
 * restarts in the journal. It is no promise of the battery's: what must begin for a safe end begins all the same.
 */
final class HoldSwitch {

    /** The longest hold. */
    static final Duration LONGEST = Duration.ofHours(24);

    private @Nullable Instant until;
    private String because = "";

    private HoldSwitch() {}

    static HoldSwitch from(Journal journal) {
        HoldSwitch hold = new HoldSwitch();
        journal.last(Fact.HoldChanged.class).ifPresent(hold::heard);
        return hold;
    }

    private Fact heard(Fact.HoldChanged fact) {
        until = fact.until();
        because = fact.by() + ": " + fact.reason();
        return fact;
    }

    /**
     * Holds.
     *
     * @throws IllegalArgumentException with a message for people, if that time has passed or is too far off
     */
    Fact hold(Instant now, Instant end, String by, String reason) {
        check(end, now);
        return heard(new Fact.HoldChanged(now, end, by, reason));
    }

    private static void check(Instant end, Instant now) {
        if (!end.isAfter(now) || end.isAfter(now.plus(LONGEST))) {
            throw new IllegalArgumentException(
                    "a hold ends in the next " + LONGEST.toHours() + " hours, and by its own: give a time to come");
        }
    }

    /** Holds no longer. */
    Fact end(Instant now, String by, String reason) {
        return heard(new Fact.HoldChanged(now, null, by, reason));
    }

    /** Until when it holds, null if it does not. */
    @Nullable Instant until(Instant now) {
        Instant end = until;
        return end != null && now.isBefore(end) ? end : null;
    }

    /** Who holds, until when and why, in words; empty while nobody does. */
    Optional<String> words(Instant now) {
        return Optional.ofNullable(until(now))
                .map(end -> "held until " + end.truncatedTo(ChronoUnit.SECONDS) + " (" + because
                        + "): no guest is stopped that could still wait; the last safe"
                        + " start is kept all the same");
    }
}
