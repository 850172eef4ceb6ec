package dev.lastwatt.core.drill;

import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.journal.DrillOutcome;
import dev.lastwatt.core.stoptime.StopTime;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of drilling one guest.
 *
 * @param method how it was stopped, null if it was not asked
 * @param words the outcome in a sentence
 * @param took how long the stop took, null if that is not known
 * @param before what was expected of the stop before, null if it was not asked or the service was restarted meanwhile
 */
public record DrillResult(
        GuestId guest,
        String name,
        @Nullable StopMethod method,
        DrillOutcome outcome,
        String words,
        @Nullable Duration took,
        @Nullable StopTime before) {}
