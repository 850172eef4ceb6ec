package dev.lastwatt.core.drill;

import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.journal.DrillId;
import dev.lastwatt.core.journal.DrillOutcome;
import dev.lastwatt.core.outage.Outcome;
import dev.lastwatt.core.stoptime.StopTime;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The guest that is being drilled. It was found running, and has to run again at the end, whatever happens.
 *
 * @param until the end of the window
 * @param heartbeat whether it had a heartbeat, and has to have it again
 * @param askedAt when it was asked to stop
 * @param before what was expected of the stop; null after a restart of the service
 * @param answer what came of asking it to stop
 * @param detail of that answer
 * @param watched whether this service has watched it since the request: otherwise the time of the stop is not known
 * @param downAt when it was seen down, null while it was not
 * @param took how long the stop took, null if that is not known
 * @param startAt when it was last asked to start, null if it was not
 * @param startTries how often it was asked to start
 * @param trouble what has gone wrong, null while nothing has
 * @param troubleWords the same in words
 */
public record Drilled(
        DrillId id,
        GuestId guest,
        String name,
        StopMethod method,
        Instant until,
        boolean heartbeat,
        Instant askedAt,
        @Nullable StopTime before,
        Outcome answer,
        String detail,
        boolean watched,
        @Nullable Instant downAt,
        @Nullable Duration took,
        @Nullable Instant startAt,
        int startTries,
        @Nullable DrillOutcome trouble,
        String troubleWords) {

    Drilled answered(Outcome outcome, String what) {
        return new Drilled(
                id,
                guest,
                name,
                method,
                until,
                heartbeat,
                askedAt,
                before,
                outcome,
                what,
                watched,
                downAt,
                took,
                startAt,
                startTries,
                trouble,
                troubleWords);
    }

    Drilled down(Instant at, @Nullable Duration length) {
        return new Drilled(
                id,
                guest,
                name,
                method,
                until,
                heartbeat,
                askedAt,
                before,
                answer,
                detail,
                watched,
                at,
                length,
                null,
                0,
                trouble,
                troubleWords);
    }

    Drilled startAsked(Instant at) {
        return new Drilled(
                id,
                guest,
                name,
                method,
                until,
                heartbeat,
                askedAt,
                before,
                answer,
                detail,
                watched,
                downAt,
                took,
                at,
                startTries + 1,
                trouble,
                troubleWords);
    }

    /** The first trouble is the one that counts. */
    Drilled in(DrillOutcome first, String words) {
        return trouble != null
                ? this
                : new Drilled(
                        id,
                        guest,
                        name,
                        method,
                        until,
                        heartbeat,
                        askedAt,
                        before,
                        answer,
                        detail,
                        watched,
                        downAt,
                        took,
                        startAt,
                        startTries,
                        first,
                        words);
    }
}
