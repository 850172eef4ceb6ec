package dev.lastwatt.core.outage;

import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.Phase;
import dev.lastwatt.core.journal.RunId;
import dev.lastwatt.core.journal.RunOutcome;
import dev.lastwatt.core.outage.OutageState.Committed;
import dev.lastwatt.core.outage.OutageState.Holding;
import dev.lastwatt.core.outage.OutageState.Off;
import dev.lastwatt.core.outage.OutageState.OnLine;
import dev.lastwatt.core.outage.OutageState.Recovering;
import dev.lastwatt.core.outage.OutageState.RidingThrough;
import dev.lastwatt.core.outage.OutageState.Stopping;
import dev.lastwatt.core.plan.Plan;
import dev.lastwatt.core.plan.StatedProbability;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what to do about an outage: from a state and the situation to the next state and directives. It looks at levels, not
 * at edges: called again with the same situation it decides the same, so that a service that was killed goes on where it was as
 * soon as it knows the situation again.
 */
public final class OutageMachine {

    /** What is found due within the next tick is due: the loop runs once a second. */
    static final Duration TICK = Duration.ofSeconds(1);

    /** A host that has refused to go down is asked again after this time. */
    static final Duration ASK_HOST_AGAIN = Duration.ofSeconds(10);

    /** A host that has accepted is asked again if it is still up after this time. */
    static final Duration HOST_GOES_DOWN_WITHIN = Duration.ofMinutes(5);

    /** A host of which no answer is known is asked again after this time. */
    static final Duration HOST_ANSWERS_WITHIN = Duration.ofSeconds(60);

    /** Without the hypervisor for that long while stops are due, the host is shut down as it is. */
    static final Duration HYPERVISOR_PATIENCE = Duration.ofSeconds(30);

    private OutageMachine() {}

    /** One decision. To be made at each reading, at each change of a guest, and at least every second. */
    public static Step step(OutageState state, Situation now) {
        List<Directive> out = new ArrayList<>();
        OutageState next = decide(state, now, out);
        return new Step(next, out);
    }

    private static OutageState decide(OutageState state, Situation now, List<Directive> out) {
        if (state instanceof OnLine) {
            return onLine(now, out);
        }
        if (state instanceof RidingThrough riding) {
            return onBattery(riding.failedAt(), riding.earlier(), state, now, out);
        }
        if (state instanceof Holding holding) {
            return onBattery(holding.failedAt(), holding.earlier(), state, now, out);
        }
        if (state instanceof Stopping stopping) {
            return stopping(stopping, now, out);
        }
        if (state instanceof Committed committed) {
            return committed(committed, now, out);
        }
        if (state instanceof Off off) {
            return off(off, now, out);
        }
        if (state instanceof Recovering recovering) {
            return Recovery.step(recovering, now, out);
        }
        return state;
    }

    private static OutageState onLine(Situation now, List<Directive> out) {
        Optional<Instant> failedAt = now.power().onBatterySince();
        if (failedAt.isEmpty()) {
            return new OnLine();
        }
        out.add(new Directive.CheckReadiness());
        return onBattery(failedAt.get(), null, new RidingThrough(failedAt.get()), now, out);
    }

    private static OutageState onBattery(
            Instant failedAt, @Nullable Run earlier, OutageState state, Situation now, List<Directive> out) {
        if (now.power().onBatterySince().isEmpty()) {
            return earlier == null ? new OnLine() : new Recovering(earlier, now.now(), null, true);
        }
        String cause = held(causeToStop(failedAt, now), now);
        if (cause != null && now.armed()) {
            return begin(failedAt, earlier, cause, now, out);
        }
        boolean riddenThrough = !now.now().isBefore(failedAt.plus(now.policy().rideThrough()));
        return riddenThrough ? new Holding(failedAt, earlier) : state;
    }

    /** Why stops must begin now, or null. */
    private static @Nullable String causeToStop(Instant failedAt, Situation now) {
        if (now.power().demandsActionNow()) {
            return now.power().word();
        }
        if (now.now().isBefore(failedAt.plus(now.policy().rideThrough()))) {
            return null;
        }
        if (now.stopsAtOnce()) {
            return "nothing tells how long the battery lasts, and the policy stops then";
        }
        if (now.waitsForTheDevice()) {
            return null;
        }
        Plan plan = now.plan();
        if (plan != null && !now.now().plus(TICK).isBefore(plan.nextStart())) {
            return plan.nextStart().isBefore(plan.firstStart())
                    ? "guests are shed so that the others run longer"
                    : "the first stop of the plan is due";
        }
        Duration hostAlone = now.policy().hostShutdown().plus(now.policy().reserve());
        if (plan == null && now.remaining().lowerBound().compareTo(hostAlone.plus(HYPERVISOR_PATIENCE)) <= 0) {
            return "the host's own shutdown is due, and the guests are not known";
        }
        return null;
    }

    /** Who holds is told why that could not be kept. */
    private static @Nullable String held(@Nullable String cause, Situation now) {
        Instant until = now.heldUntil();
        return cause == null || until == null
                ? cause
                : cause + ", although held until " + until.truncatedTo(ChronoUnit.SECONDS) + ": it cannot wait";
    }

    private static String told(List<String> reasons) {
        return reasons.isEmpty() ? "" : "; " + String.join("; ", reasons);
    }

    private static OutageState begin(
            Instant failedAt, @Nullable Run earlier, String cause, Situation now, List<Directive> out) {
        Run run = new Run(RunId.beganAt(now.now()), now.bootId(), failedAt, now.now(), Map.of());
        out.add(new Directive.Record(new Fact.RunBegan(now.now(), run.id(), run.bootId(), failedAt, cause)));
        Plan plan = now.plan();
        if (plan != null) {
            StatedProbability stated = plan.stated();
            out.add(new Directive.Record(new Fact.CleanStopStated(
                    now.now(), run.id(), stated.value(), stated.sentence() + told(stated.reasons()))));
        }
        FullDrill drill = now.drill();
        if (drill != null) {
            run = run.withDrill(drill);
            out.add(new Directive.Record(
                    new Fact.RunIsDrill(now.now(), run.id(), drill.id(), drill.until(), drill.through())));
            FullDrillRules.note(run, now, "the first stop is due", out);
        }
        out.add(enter(now, run, Phase.STOPPING, cause));
        return stopping(new Stopping(earlier == null ? run : takeOver(earlier, run, now, out)), now, out);
    }

    /** The guests that an earlier run stopped, and that are down still, are brought back by this one. */
    private static Run takeOver(Run earlier, Run run, Situation now, List<Directive> out) {
        Run after = run;
        for (GuestRun guest : earlier.guests().values()) {
            GuestState state = guest.downState();
            if (guest.awaitsStart() && state != null) {
                out.add(new Directive.Record(
                        new Fact.GuestDown(now.now(), run.id(), guest.guest(), guest.name(), state, null)));
                after = after.with(
                        GuestRun.untouched(guest.guest(), guest.name()).down(now.now(), state));
            }
        }
        out.add(new Directive.Record(new Fact.BroughtBack(
                now.now(), earlier.id(), "the mains failed again; run " + run.id() + " brings its guests back")));
        return after;
    }

    private static OutageState stopping(Stopping state, Situation now, List<Directive> out) {
        Run run = Observation.of(state.run(), now, out);
        if (!now.armed()) {
            out.add(new Directive.Record(new Fact.RunEnded(
                    now.now(),
                    run.id(),
                    RunOutcome.CANCELLED,
                    "disarmed before the commit point; guests that were stopped stay so")));
            return now.power().onBatterySince().<OutageState>map(Holding::new).orElseGet(OnLine::new);
        }
        if (now.power().onBatterySince().isEmpty()) {
            boolean held = now.power().isOnLine()
                    && !now.now().isBefore(now.power().since().plus(now.policy().mainsHold()));
            if (!held) {
                return new Stopping(run);
            }
            out.add(enter(
                    now,
                    run,
                    Phase.RECOVERING,
                    "the mains are back since " + now.power().since().truncatedTo(ChronoUnit.SECONDS)));
            FullDrillRules.note(run, now, "the plug is back in", out);
            return new Recovering(run, now.now(), null, false);
        }
        run = new StopRules(run, now, out).apply();
        String commit = Commitment.reason(run, now);
        if (commit != null && FullDrillRules.holds(run, now)) {
            return new Stopping(FullDrillRules.hold(run, now, out));
        }
        return commit == null
                ? new Stopping(run)
                : commit(Commitment.giveUpTheRest(run, now, commit, out), commit, now, out);
    }

    private static OutageState commit(Run run, String why, Situation now, List<Directive> out) {
        String because = FullDrillRules.reason(run, why);
        FullDrillRules.note(run, now, "the host is about to be shut down", out);
        out.add(enter(now, run, Phase.COMMITTED, because));
        return askHost(run, because, now, out);
    }

    private static OutageState committed(Committed state, Situation now, List<Directive> out) {
        Run run = Observation.of(state.run(), now, out);
        Duration patience = state.refused() ? ASK_HOST_AGAIN : HOST_ANSWERS_WITHIN;
        if (!now.now().isBefore(state.askedAt().plus(patience))) {
            return askHost(run, "the host has not accepted to go down; asked again", now, out);
        }
        return new Committed(run, state.askedAt(), state.refused());
    }

    /** A host that accepted and is still up on battery long after has not gone down: somebody aborted it, or it hangs. */
    private static OutageState off(Off state, Situation now, List<Directive> out) {
        boolean stillUp = !now.now().isBefore(state.askedAt().plus(HOST_GOES_DOWN_WITHIN));
        if (stillUp && now.power().onBatterySince().isPresent()) {
            return askHost(state.run(), "the host accepted to go down and is still up; asked again", now, out);
        }
        return state;
    }

    private static OutageState askHost(Run run, String why, Situation now, List<Directive> out) {
        out.add(new Directive.Record(new Fact.HostShutdownAsked(now.now(), run.id(), why)));
        out.add(new Directive.AskHostShutdown(why));
        return new Committed(run, now.now(), false);
    }

    static Directive enter(Situation now, Run run, Phase phase, String why) {
        return new Directive.Record(new Fact.PhaseEntered(now.now(), run.id(), phase, why));
    }

    /** The state after the host has answered. */
    public static OutageState hostAnswered(OutageState state, boolean accepted) {
        if (state instanceof Committed committed) {
            return accepted
                    ? new Off(committed.run(), committed.askedAt())
                    : new Committed(committed.run(), committed.askedAt(), true);
        }
        return state;
    }

    /** The state with another run, for answers that change only that. */
    public static OutageState withRun(OutageState state, Run run) {
        if (state instanceof Stopping) {
            return new Stopping(run);
        }
        if (state instanceof Committed committed) {
            return new Committed(run, committed.askedAt(), committed.refused());
        }
        if (state instanceof Off off) {
            return new Off(run, off.askedAt());
        }
        if (state instanceof Recovering recovering) {
            return new Recovering(run, recovering.since(), recovering.energyAt(), recovering.closed());
        }
        return state;
    }
}
