package dev.lastwatt.core.outage;

import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.StopMethod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run has done to one guest so far.
 *
 * @param attempts the requests to stop it, oldest first
 * @param downAt when it was seen down, null while it is not
 * @param downState how it was seen then
 * @param givenUp why it is left to the host's own shutdown, null while it is not
 * @param startAt when it was last asked to start again, null if it was not
 * @param startOutcome what came of that
 * @param startTries how often it was asked to start
 * @param upAt when it was seen running again
 * @param startGivenUp why it is not asked to start any more
 */
public record GuestRun(
        GuestId guest,
        String name,
        List<Attempt> attempts,
        @Nullable Instant downAt,
        @Nullable GuestState downState,
        @Nullable String givenUp,
        @Nullable Instant startAt,
        @Nullable Outcome startOutcome,
        int startTries,
        @Nullable Instant upAt,
        @Nullable String startGivenUp) {

    /** Copies the list. */
    public GuestRun {
        attempts = List.copyOf(attempts);
    }

    /** Nothing done yet. */
    public static GuestRun untouched(GuestId guest, String name) {
        return new GuestRun(guest, name, List.of(), null, null, null, null, null, 0, null, null);
    }

    /** The latest request to stop it. */
    public Optional<Attempt> lastAttempt() {
        return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.get(attempts.size() - 1));
    }

    /** Whether that method was tried. */
    public boolean tried(StopMethod method) {
        return attempts.stream().anyMatch(a -> a.method() == method);
    }

    /** It was asked to stop, is not down, and may be on its way. */
    public boolean isStopping() {
        return downAt == null && underWay().isPresent();
    }

    /** The request that may have it on its way down: the latest, or the one before a rescue that was refused. */
    public Optional<Attempt> underWay() {
        int last = attempts.size() - 1;
        if (last > 0 && attempts.get(last).rescue() && !attempts.get(last).mayBeUnderWay()) {
            last--;
        }
        return last < 0 ? Optional.empty() : Optional.of(attempts.get(last)).filter(Attempt::mayBeUnderWay);
    }

    /** This run, or one that it took over from, stopped it, and it has not come back yet. */
    public boolean awaitsStart() {
        return downAt != null && upAt == null && startGivenUp == null;
    }

    GuestRun asked(Attempt attempt) {
        List<Attempt> more = new ArrayList<>(attempts);
        Attempt before = more.isEmpty() ? null : more.get(more.size() - 1);
        if (before != null && before.isBeforeItsStop()) {
            // This is the request that was waited for.
            more.remove(before);
            more.add(new Attempt(
                    attempt.method(),
                    attempt.at(),
                    attempt.worstEnd(),
                    attempt.outcome(),
                    attempt.rescue(),
                    before.preStop()));
        } else {
            more.add(attempt);
        }
        return new GuestRun(guest, name, more, null, null, null, null, null, 0, null, null);
    }

    GuestRun answered(StopMethod method, Outcome outcome) {
        List<Attempt> same = new ArrayList<>(attempts);
        for (int i = same.size() - 1; i >= 0; i--) {
            if (same.get(i).method() == method) {
                same.set(i, same.get(i).with(outcome));
                break;
            }
        }
        return new GuestRun(
                guest, name, same, downAt, downState, givenUp, startAt, startOutcome, startTries, upAt, startGivenUp);
    }

    /** The command before its stop is over. */
    GuestRun prepared(Instant at, String words) {
        List<Attempt> same = new ArrayList<>(attempts);
        Attempt last = same.isEmpty() ? null : same.get(same.size() - 1);
        if (last != null && last.outcome() == Outcome.PREPARING) {
            same.set(same.size() - 1, last.prepared(at, words));
        }
        return new GuestRun(
                guest, name, same, downAt, downState, givenUp, startAt, startOutcome, startTries, upAt, startGivenUp);
    }

    GuestRun down(Instant at, GuestState state) {
        return new GuestRun(guest, name, attempts, at, state, null, null, null, 0, null, null);
    }

    GuestRun givenUp(String why) {
        return new GuestRun(
                guest, name, attempts, downAt, downState, why, startAt, startOutcome, startTries, upAt, startGivenUp);
    }

    /** As before it was asked to start. */
    GuestRun notStarted() {
        return new GuestRun(guest, name, attempts, downAt, downState, givenUp, null, null, 0, null, null);
    }

    GuestRun startAsked(Instant at) {
        return new GuestRun(
                guest,
                name,
                attempts,
                downAt,
                downState,
                givenUp,
                at,
                Outcome.PENDING,
                startTries + 1,
                null,
                startGivenUp);
    }

    GuestRun startAnswered(Outcome outcome) {
        return new GuestRun(
                guest, name, attempts, downAt, downState, givenUp, startAt, outcome, startTries, upAt, startGivenUp);
    }

    GuestRun up(Instant at) {
        return new GuestRun(
                guest, name, attempts, downAt, downState, givenUp, startAt, startOutcome, startTries, at, null);
    }

    GuestRun startGivenUp(String why) {
        return new GuestRun(
                guest, name, attempts, downAt, downState, givenUp, startAt, startOutcome, startTries, upAt, why);
    }
}
