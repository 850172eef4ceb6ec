package dev.lastwatt.core.outage;

import dev.lastwatt.core.guest.StopMethod;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One request to stop a guest.
 *
 * @param at when it was made; while the command before the stop runs, when it is made at the latest
 * @param worstEnd by when the guest should be down
 * @param rescue a save of a guest that was on its way down and hung: what was under way before may be under way still
 * @param preStop what is known of the command before the stop, in words; null where there was none
 */
public record Attempt(
        StopMethod method,
        Instant at,
        Instant worstEnd,
        Outcome outcome,
        boolean rescue,
        @Nullable String preStop) {

    /** A request to a guest that runs. */
    public Attempt(StopMethod method, Instant at, Instant worstEnd, Outcome outcome) {
        this(method, at, worstEnd, outcome, false, null);
    }

    /** The same request with what came of it. */
    public Attempt with(Outcome answer) {
        return new Attempt(method, at, worstEnd, answer, rescue, preStop);
    }

    /** One that waits until the command before the stop is over, until {@code at} at the latest. */
    static Attempt preparing(StopMethod method, Instant at, Instant worstEnd, String command) {
        return new Attempt(
                method, at, worstEnd, Outcome.PREPARING, false, "pre-stop command " + command + " was asked for");
    }

    /** The same when that command is over: the request is due. */
    Attempt prepared(Instant when, String words) {
        return new Attempt(method, when, when.plus(Duration.between(at, worstEnd)), Outcome.PREPARED, rescue, words);
    }

    /** Whether the guest was not asked yet. */
    public boolean isBeforeItsStop() {
        return outcome == Outcome.PREPARING || outcome == Outcome.PREPARED;
    }

    /** Whether the guest may be on its way down because of it. */
    public boolean mayBeUnderWay() {
        return outcome != Outcome.BUSY && outcome != Outcome.REFUSED;
    }
}
