package dev.lastwatt.core.outage;

import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.JournalEntry;
import dev.lastwatt.core.journal.Phase;
import dev.lastwatt.core.journal.RunOutcome;
import dev.lastwatt.core.outage.OutageState.Committed;
import dev.lastwatt.core.outage.OutageState.Off;
import dev.lastwatt.core.outage.OutageState.OnLine;
import dev.lastwatt.core.outage.OutageState.Recovering;
import dev.lastwatt.core.outage.OutageState.Stopping;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the place in an outage again from the facts of its latest run, after the service was killed or the host has booted. A run
 * belongs to one boot: after another one it is closed and never resumed, and only the guests that it stopped are brought back.
 */
public final class Replay {

    private @Nullable Run run;
    private Phase phase = Phase.STOPPING;
    private @Nullable Instant hostAskedAt;
    private boolean hostAccepted;
    private boolean hostRefused;
    private boolean ended;
    private boolean completed;
    private boolean broughtBack;

    private Replay() {}

    /**
     * Where to go on.
     *
     * @param state the state to go on in
     * @param facts what has to be written about it
     */
    public record Found(OutageState state, List<Fact> facts) {}

    /**
     * Reads the entries of the latest run, oldest first.
     *
     * @param entries its facts; empty if there never was a run
     * @param bootId the present boot of the host
     */
    public static Found of(List<JournalEntry> entries, String bootId, Instant now) {
        Replay replay = new Replay();
        entries.forEach(e -> replay.apply(e.fact()));
        return replay.found(bootId, now);
    }

    private Found found(String bootId, Instant now) {
        Run known = run;
        if (known == null || (ended && !completed) || broughtBack) {
            return new Found(new OnLine(), List.of());
        }
        if (!known.bootId().equals(bootId) || bootId.equals(Run.UNKNOWN_BOOT)) {
            return afterAnotherBoot(known, now);
        }
        if (ended) {
            return new Found(new Recovering(known, now, null, true), List.of());
        }
        Instant asked = hostAskedAt;
        if (asked != null) {
            return new Found(
                    hostAccepted ? new Off(known, asked) : new Committed(known, askAgainFrom(asked, now), true),
                    List.of());
        }
        return new Found(
                phase == Phase.RECOVERING ? new Recovering(known, now, null, false) : new Stopping(known), List.of());
    }

    /** It is not known whether the host was asked: it is asked again at once, which does no harm if it was. */
    private Instant askAgainFrom(Instant asked, Instant now) {
        return hostRefused ? asked : now.minus(OutageMachine.ASK_HOST_AGAIN);
    }

    private Found afterAnotherBoot(Run known, Instant now) {
        List<Fact> facts = new ArrayList<>();
        if (!ended) {
            boolean hostWentByUs = hostAskedAt != null;
            facts.add(new Fact.RunEnded(
                    now,
                    known.id(),
                    hostWentByUs ? RunOutcome.COMPLETED : RunOutcome.CUT_SHORT,
                    hostWentByUs
                            ? "the host was shut down by this run and has booted again"
                            : "the host went down before this run had asked it to, and has booted again"));
            facts.add(new Fact.PhaseEntered(
                    now, known.id(), Phase.RECOVERING, "the host has booted again; its guests are brought back"));
        }
        return new Found(new Recovering(known, now, null, true), facts);
    }

    private void apply(Fact fact) {
        if (fact instanceof Fact.RunBegan f) {
            run = new Run(f.run(), f.bootId(), f.powerFailedAt(), f.at(), Map.of());
        } else if (run != null && fact instanceof Fact.OfRun f && f.run().equals(run.id())) {
            run = applied(run, f);
        }
    }

    private Run applied(Run so, Fact.OfRun fact) {
        if (fact instanceof Fact.PhaseEntered f) {
            phase = f.phase();
            return phase == Phase.STOPPING ? so.withoutStarts() : so;
        }
        if (fact instanceof Fact.PreStopAsked f) {
            return so.with(guest(so, f.guest(), f.name())
                    .asked(Attempt.preparing(f.method(), f.at().plus(f.within()), f.worstEnd(), f.command())));
        }
        if (fact instanceof Fact.PreStopAnswered f) {
            return so.with(guest(so, f.guest(), f.name()).prepared(f.at(), f.words()));
        }
        if (fact instanceof Fact.StopRequested f) {
            return so.with(guest(so, f.guest(), f.name())
                    // Whoever was to take the answer is gone: without one in the journal there will be none.
                    .asked(new Attempt(f.method(), f.at(), f.worstEnd(), Outcome.UNANSWERED)));
        }
        if (fact instanceof Fact.StopAnswered f) {
            return so.with(guest(so, f.guest(), f.name()).answered(f.method(), Outcome.of(f.answer())));
        }
        if (fact instanceof Fact.GuestDown f) {
            return so.with(guest(so, f.guest(), f.name()).down(f.at(), f.state()));
        }
        if (fact instanceof Fact.GuestGivenUp f) {
            return so.with(guest(so, f.guest(), f.name()).givenUp(f.why()));
        }
        if (fact instanceof Fact.StartRequested f) {
            return so.with(guest(so, f.guest(), f.name()).startAsked(f.at()));
        }
        if (fact instanceof Fact.StartAnswered f) {
            return so.with(guest(so, f.guest(), f.name()).startAnswered(Outcome.of(f.answer())));
        }
        if (fact instanceof Fact.GuestUp f) {
            return so.with(guest(so, f.guest(), f.name()).up(f.at()));
        }
        if (fact instanceof Fact.RunIsDrill f) {
            return so.withDrill(new FullDrill(f.drill(), f.until(), f.through(), null));
        }
        FullDrill drill = so.drill();
        if (drill != null && fact instanceof Fact.BatteryNoted f && f.moment().equals(Fact.BatteryNoted.HELD)) {
            return so.withDrill(drill.held(f.at()));
        }
        if (fact instanceof Fact.HostShutdownAsked f) {
            hostAskedAt = f.at();
            hostRefused = false;
        } else if (fact instanceof Fact.HostShutdownAnswered f) {
            hostAccepted = f.accepted();
            hostRefused = !f.accepted();
        } else if (fact instanceof Fact.RunEnded f) {
            ended = true;
            completed = f.outcome() != RunOutcome.CANCELLED;
        } else if (fact instanceof Fact.BroughtBack) {
            broughtBack = true;
        }
        return so;
    }

    private static GuestRun guest(Run run, GuestId id, String name) {
        return run.guest(id).orElseGet(() -> GuestRun.untouched(id, name));
    }
}
