package dev.lastwatt.core.outage;

import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.plan.Plan;
import dev.lastwatt.core.plan.PlannedStop;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to do with a guest that was asked to stop and still runs. For one that hangs on its way down see {@link
 * Rescue}.
 */
final class FollowUp {

    /** A save that was accepted shows as a state at once; a guest that runs after this time has failed to be saved. */
    static final Duration SAVE_SHOWS_WITHIN = Duration.ofSeconds(5);

    /** A guest that ignores a request to shut down is given this long at least: some take a moment to begin. */
    private static final Duration LEAST_PATIENCE = Duration.ofSeconds(20);

    private static final Duration ASK_AGAIN = Duration.ofSeconds(5);
    private static final Duration NO_ANSWER = Duration.ofSeconds(25);

    /** Between a save that is begun at the last moment and the end of the budget. */
    private static final Duration SPARE = Duration.ofSeconds(5);

    private final GuestRun guest;
    private final PlannedStop planned;
    private final Plan plan;
    private final Instant now;

    FollowUp(GuestRun guest, PlannedStop planned, Plan plan, Instant now) {
        this.guest = guest;
        this.planned = planned;
        this.plan = plan;
        this.now = now;
    }

    /**
     * The next request.
     *
     * @param method null if there is none left
     */
    record Next(@Nullable StopMethod method, Duration upper, String why) {}

    /** The next request, empty while the last one may still work. */
    Optional<Next> next() {
        Attempt last = guest.lastAttempt().orElseThrow();
        Duration since = Duration.between(last.at(), now);
        return switch (last.outcome()) {
            case PENDING ->
                since.compareTo(NO_ANSWER) < 0 ? Optional.empty() : again(last, "no answer to the last request");
            case UNANSWERED ->
                since.compareTo(ASK_AGAIN) < 0
                        ? Optional.empty()
                        : again(last, "no answer to the last request, and it still runs");
            case PREPARING ->
                since.compareTo(ASK_AGAIN) < 0 ? Optional.empty() : again(last, "no answer from its pre-stop command");
            case PREPARED -> again(last, because(last));
            case BUSY ->
                since.compareTo(ASK_AGAIN) < 0
                        ? Optional.empty()
                        : Optional.of(
                                new Next(planned.method(), planned.time().upper(), "was busy with something else"));
            case REFUSED -> Optional.of(another(last, last.method().word() + " was refused"));
            case ACCEPTED, ALREADY -> stillRuns(last, since);
        };
    }

    private Optional<Next> stillRuns(Attempt last, Duration since) {
        if (last.method() != StopMethod.SHUTDOWN) {
            return since.compareTo(SAVE_SHOWS_WITHIN) < 0
                    ? Optional.empty()
                    : Optional.of(another(last, last.method().word() + " failed, it runs again"));
        }
        Optional<PlannedStop.Alternative> save = untried(StopMethod.SAVE);
        if (save.isEmpty() || since.compareTo(LEAST_PATIENCE) < 0) {
            return Optional.empty();
        }
        Instant lastSave = plan.commitPoint().minus(save.get().upper()).minus(SPARE);
        Instant patience = last.worstEnd().isBefore(lastSave) ? last.worstEnd() : lastSave;
        return now.isBefore(patience)
                ? Optional.empty()
                : Optional.of(new Next(StopMethod.SAVE, save.get().upper(), "ignores the request to shut down"));
    }

    private static String because(Attempt last) {
        return last.preStop() == null ? "its pre-stop command is over" : last.preStop();
    }

    private Optional<Next> again(Attempt last, String why) {
        return Optional.of(new Next(last.method(), Duration.between(last.at(), last.worstEnd()), why));
    }

    private Next another(Attempt last, String why) {
        return planned.alternatives().stream()
                .filter(a -> a.method() != last.method() && !guest.tried(a.method()))
                .findFirst()
                .map(a -> new Next(a.method(), a.upper(), why))
                .orElseGet(() -> guest.tried(planned.method())
                        ? new Next(null, Duration.ZERO, why + ", and no other method is left")
                        : new Next(planned.method(), planned.time().upper(), why));
    }

    private Optional<PlannedStop.Alternative> untried(StopMethod method) {
        return planned.alternatives().stream()
                .filter(a -> a.method() == method && !guest.tried(method))
                .findFirst();
    }
}
