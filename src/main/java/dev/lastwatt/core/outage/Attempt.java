package dev.lastwatt.core.outage;

import dev.lastwatt.core.guest.StopMethod;
import java.time.Instant;

/**
 * One request to stop a guest.
 *
 * @param at when it was made
 * @param worstEnd by when the guest should be down
 * @param rescue a save of a guest that was on its way down and hung: what was under way before may be under way still
 */
public record Attempt(StopMethod method, Instant at, Instant worstEnd, Outcome outcome, boolean rescue) {

    /** A request to a guest that runs. */
    public Attempt(StopMethod method, Instant at, Instant worstEnd, Outcome outcome) {
        this(method, at, worstEnd, outcome, false);
    }

    /** The same request with what came of it. */
    public Attempt with(Outcome answer) {
        return new Attempt(method, at, worstEnd, answer, rescue);
    }

    /** Whether the guest may be on its way down because of it. */
    public boolean mayBeUnderWay() {
        return outcome != Outcome.BUSY && outcome != Outcome.REFUSED;
    }
}
