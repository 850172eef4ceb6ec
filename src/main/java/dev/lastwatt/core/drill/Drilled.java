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
 * @param subject who is drilled, and how
 * @param stop how the stop goes
 * @param probe how finding out goes whether it can be saved meanwhile
 * @param start how bringing it back goes
 * @param trouble what has gone wrong, null while nothing has
 */
public record Drilled(
        Subject subject,
        Stop stop,
        Probe probe,
        Start start,
        @Nullable Trouble trouble) {

    /**
     * Who is drilled, and how.
     *
     * @param until the end of the window
     * @param heartbeat whether it had a heartbeat, and has to have it again
     * @param probed it is to be asked to be saved while it shuts down
     */
    public record Subject(
            DrillId id,
            GuestId guest,
            String name,
            StopMethod method,
            Instant until,
            boolean heartbeat,
            boolean probed) {}

    /**
     * How the stop goes.
     *
     * @param askedAt when it was asked for
     * @param before what was expected of it; null after a restart of the service
     * @param answer what came of asking
     * @param detail of that answer
     * @param watched whether this service has watched the guest since the request: otherwise the time of the stop is not known
     * @param downAt when the guest was seen down, null while it was not
     * @param took how long the stop took, null if that is not known
     */
    public record Stop(
            Instant askedAt,
            @Nullable StopTime before,
            Outcome answer,
            String detail,
            boolean watched,
            @Nullable Instant downAt,
            @Nullable Duration took) {}

    /**
     * How finding out goes whether this host saves a guest that shuts down.
     *
     * @param askedAt when the guest was asked to be saved, null if it was not
     * @param answer what came of asking
     * @param shown whether the host does that, null while it is not known
     */
    public record Probe(
            @Nullable Instant askedAt,
            Outcome answer,
            @Nullable Boolean shown) {

        /** Not asked. */
        static final Probe NONE = new Probe(null, Outcome.PENDING, null);

        boolean awaitsAnswer() {
            return askedAt != null && answer == Outcome.PENDING;
        }
    }

    /**
     * How bringing it back goes.
     *
     * @param at when it was last asked to start, null if it was not
     * @param tries how often it was asked to
     */
    public record Start(@Nullable Instant at, int tries) {

        /** Not asked yet. */
        static final Start NONE = new Start(null, 0);
    }

    /** What has gone wrong, and the same in words. */
    public record Trouble(DrillOutcome outcome, String words) {}

    /** What the probe has shown, in words; empty where there was none. */
    public String shown() {
        if (!subject.probed) {
            return "";
        }
        Boolean saved = probe.shown;
        return saved == null
                ? "; whether this host saves a guest that shuts down has not shown: it was down too soon"
                : saved
                        ? "; this host saves a guest that shuts down"
                        : "; this host does not save a guest that shuts down";
    }

    /** {@link Subject#id}. */
    public DrillId id() {
        return subject.id;
    }

    /** {@link Subject#guest}. */
    public GuestId guest() {
        return subject.guest;
    }

    /** {@link Subject#name}. */
    public String name() {
        return subject.name;
    }

    /** {@link Subject#method}. */
    public StopMethod method() {
        return subject.method;
    }

    Drilled with(Probe other) {
        return new Drilled(subject, stop, other, start, trouble);
    }

    /** The answer to the latest request to stop or to be saved. */
    Drilled answered(Outcome outcome, String what) {
        if (probe.awaitsAnswer()) {
            return with(new Probe(probe.askedAt, outcome, probe.shown));
        }
        return new Drilled(
                subject,
                new Stop(stop.askedAt, stop.before, outcome, what, stop.watched, stop.downAt, stop.took),
                probe,
                start,
                trouble);
    }

    Drilled down(Instant at, @Nullable Duration length) {
        return new Drilled(
                subject,
                new Stop(stop.askedAt, stop.before, stop.answer, stop.detail, stop.watched, at, length),
                probe,
                Start.NONE,
                trouble);
    }

    Drilled startAsked(Instant at) {
        return new Drilled(subject, stop, probe, new Start(at, start.tries + 1), trouble);
    }

    /** The first trouble is the one that counts. */
    Drilled in(DrillOutcome first, String words) {
        return trouble != null ? this : new Drilled(subject, stop, probe, start, new Trouble(first, words));
    }
}
