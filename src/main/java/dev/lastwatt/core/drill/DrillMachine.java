package dev.lastwatt.core.drill;

import dev.lastwatt.core.drill.DrillState.Checking;
import dev.lastwatt.core.drill.DrillState.Idle;
import dev.lastwatt.core.drill.DrillState.Parked;
import dev.lastwatt.core.drill.DrillState.Starting;
import dev.lastwatt.core.drill.DrillState.Stopping;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.Heartbeat;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.journal.DrillId;
import dev.lastwatt.core.journal.DrillOutcome;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.outage.Directive;
import dev.lastwatt.core.outage.Outcome;
import dev.lastwatt.core.stoptime.StopTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Decides what to do about a drill: from a state and the situation to the next state and directives. Like the outage machine it
 * looks at levels. Once a guest was asked to stop there is one way out: it runs again. A failure of the mains comes first, and the
 * guest is given back when the outage is over.
 */
public final class DrillMachine {

    /** The guests have to be looked at afresh within this time. */
    private static final Duration LOOK_WITHIN = Duration.ofMinutes(1);

    /** A save that was accepted shows as a state well within this time. */
    private static final Duration SAVE_SHOWS_WITHIN = Duration.ofSeconds(15);

    /** A guest that ignores a request is watched for this long after the end of its time: it may obey late. */
    private static final Duration MAY_OBEY_LATE = Duration.ofMinutes(10);

    /** A guest that runs on for this long after a request, and for twice what 99 of 100 of its stops take, ignores it. */
    private static final Duration LEAST_PATIENCE = Duration.ofMinutes(3);

    private DrillMachine() {}

    /** Takes an order. To be called only after {@link DrillCheck} had nothing against it, and while no drill runs. */
    public static DrillStep order(DrillOrder order, Instant now) {
        return new DrillStep(new Checking(DrillSeries.of(order, now), now), List.of(new Directive.CheckReadiness()));
    }

    /** Ends the drill as soon as the guest that was touched, if any, runs again; those that wait are not drilled. */
    public static DrillState interrupt(DrillState state) {
        String words = "interrupted by order; it runs again";
        if (state instanceof Checking checking) {
            return new Checking(checking.series().withoutWaiting(), checking.since());
        } else if (state instanceof Stopping s) {
            return new Stopping(s.series().withoutWaiting(), s.guest().in(DrillOutcome.INTERRUPTED, words));
        } else if (state instanceof Starting s) {
            return new Starting(s.series().withoutWaiting(), s.guest().in(DrillOutcome.INTERRUPTED, words), s.since());
        } else if (state instanceof Parked p) {
            return new Parked(p.series().withoutWaiting(), p.guest());
        }
        return state;
    }

    /** The state after the request to stop was answered. */
    public static DrillState stopAnswered(DrillState state, Outcome outcome, String detail) {
        if (state instanceof Stopping s) {
            return new Stopping(s.series(), s.guest().answered(outcome, detail));
        }
        return state instanceof Parked p ? new Parked(p.series(), p.guest().answered(outcome, detail)) : state;
    }

    /** One decision. To be made at each change of a guest, and at least every second. */
    public static DrillStep step(DrillState state, DrillSituation now) {
        List<Directive> out = new ArrayList<>();
        DrillState next = state;
        if (state instanceof Checking checking) {
            next = checking(checking, now, out);
        } else if (state instanceof Stopping stopping) {
            next = stopping(stopping, now, out);
        } else if (state instanceof Starting starting) {
            next = DrillStart.step(starting, now, out);
        } else if (state instanceof Parked parked) {
            next = parked(parked, now, out);
        }
        return new DrillStep(next, out);
    }

    private static DrillState checking(Checking state, DrillSituation now, List<Directive> out) {
        DrillSeries series = state.series();
        if (series.waiting().isEmpty() && !series.looksAgain()) {
            return new Idle(series);
        }
        List<Refusal> refusals = DrillCheck.ofHost(now);
        boolean fresh = now.lookedAt() != null && !now.lookedAt().isBefore(state.since());
        if (refusals.isEmpty() && !fresh) {
            if (now.now().isBefore(state.since().plus(LOOK_WITHIN))) {
                return state;
            }
            refusals = List.of(new Refusal("the guests could not be looked at afresh", "see 'lastwatt status'"));
        }
        if (!refusals.isEmpty()) {
            DrillSeries refused = series;
            while (!refused.waiting().isEmpty()) {
                refused = refuse(refused, refusals, now, out);
            }
            return new Idle(refused);
        }
        if (series.waiting().isEmpty()) {
            return again(series, state.since(), now, out);
        }
        refusals = DrillCheck.ofGuest(series.waiting().get(0), series.order(), now);
        return refusals.isEmpty()
                ? begin(series, now.guest(series.waiting().get(0)).orElseThrow(), now, out)
                : new Checking(refuse(series, refusals, now, out), state.since());
    }

    /** What was timed may have changed the plan: those that it now stops by a method that was never timed have their turn once more. */
    private static DrillState again(DrillSeries series, Instant since, DrillSituation now, List<Directive> out) {
        List<GuestId> more = series.toBeTimed(now);
        if (more.isEmpty()) {
            return new Idle(series.withoutWaiting());
        }
        String names = more.stream()
                .flatMap(id -> now.guest(id).stream())
                .map(g -> g.name() + " by "
                        + now.planned().apply(g.id()).map(StopMethod::word).orElse("?"))
                .collect(Collectors.joining(", "));
        out.add(new Directive.Record(new Fact.Noted(
                now.now(),
                null,
                "by what was timed, the plan would now stop " + names + ", which was never timed: drilled once more")));
        return new Checking(series.waitingFor(more), since);
    }

    private static DrillSeries refuse(
            DrillSeries series, List<Refusal> refusals, DrillSituation now, List<Directive> out) {
        String why = refusals.stream().map(Refusal::words).collect(Collectors.joining("; "));
        var id = series.waiting().get(0);
        String name = now.guest(id).map(Guest::name).orElse(id.toString());
        out.add(new Directive.Record(
                new Fact.DrillEnded(now.now(), DrillId.beganAt(now.now()), id, name, DrillOutcome.REFUSED, why)));
        return series.withoutFirst().with(new DrillResult(id, name, null, DrillOutcome.REFUSED, why, null, null));
    }

    private static DrillState begin(DrillSeries series, Guest guest, DrillSituation now, List<Directive> out) {
        DrillId id = DrillId.beganAt(now.now());
        StopMethod method = DrillCheck.method(guest, series.order().method(), now);
        StopTime time = now.times().apply(guest, method);
        boolean heartbeat = guest.heartbeat() == Heartbeat.OK;
        DrillOrder order = series.order();
        out.add(new Directive.Record(new Fact.DrillBegan(
                now.now(), id, now.bootId(), guest.id(), guest.name(), method, order.until(), heartbeat, order.by())));
        out.add(new Directive.Record(new Fact.DrillStopAsked(
                now.now(),
                id,
                guest.id(),
                guest.name(),
                method,
                now.now().plus(time.median()),
                now.now().plus(time.upper()))));
        out.add(new Directive.AskStop(guest.id(), method, "drill " + id));
        return new Stopping(
                series.withoutFirst(),
                new Drilled(
                        new Drilled.Subject(
                                id, guest.id(), guest.name(), method, order.until(), heartbeat, order.probe()),
                        new Drilled.Stop(now.now(), time, Outcome.PENDING, "", true, null, null),
                        Drilled.Probe.NONE,
                        Drilled.Start.NONE,
                        null));
    }

    private static boolean overran(Drilled drilled) {
        return drilled.trouble() != null && drilled.trouble().outcome() == DrillOutcome.OVERRAN;
    }

    private static DrillState stopping(Stopping state, DrillSituation now, List<Directive> out) {
        Drilled drilled = state.guest();
        Guest guest = now.guest(drilled.guest()).orElse(null);
        if (guest == null) {
            return gone(drilled, now) ? endGone(state.series(), drilled, now, out) : state;
        }
        if (drilled.subject().probed()) {
            drilled = DrillProbe.step(drilled, guest, now, out);
        }
        if (guest.state().isDown()) {
            return new Starting(state.series(), down(drilled, guest, now, out), now.now());
        }
        if (!now.calm()) {
            return new Parked(state.series(), drilled.in(DrillOutcome.GIVEN_UP, "the mains failed during the drill"));
        }
        Stopping next = new Stopping(state.series(), drilled);
        return guest.state().isUp() ? stillUp(next, drilled, now, out) : late(next, drilled, now, out);
    }

    private static boolean gone(Drilled drilled, DrillSituation now) {
        return now.lookedAt() != null && now.lookedAt().isAfter(drilled.stop().askedAt());
    }

    static DrillState endGone(DrillSeries series, Drilled drilled, DrillSituation now, List<Directive> out) {
        return end(series, drilled.in(DrillOutcome.FAILED, "it is not on this host any more"), now, out);
    }

    private static DrillState stillUp(Stopping state, Drilled drilled, DrillSituation now, List<Directive> out) {
        Duration since = Duration.between(drilled.stop().askedAt(), now.now());
        if (drilled.stop().answer() == Outcome.REFUSED || drilled.stop().answer() == Outcome.BUSY) {
            String words =
                    drilled.method().word() + " was refused (" + drilled.stop().detail() + "); it runs as before";
            return end(state.series(), drilled.in(DrillOutcome.REFUSED, words), now, out);
        }
        boolean asked =
                drilled.stop().answer() == Outcome.ACCEPTED || drilled.stop().answer() == Outcome.ALREADY;
        if (drilled.method() == StopMethod.SAVE && asked && since.compareTo(SAVE_SHOWS_WITHIN) >= 0) {
            return end(
                    state.series(),
                    drilled.in(DrillOutcome.FAILED, "the save did not work; it runs as before"),
                    now,
                    out);
        }
        // Who orders an end to a drill that goes nowhere gets it; otherwise the guest is watched for a while, for it
        // may obey late.
        Instant lost = isInterrupted(drilled)
                ? drilled.stop().askedAt().plus(LEAST_PATIENCE)
                : patience(drilled).plus(MAY_OBEY_LATE);
        if (!now.now().isBefore(lost)) {
            return end(
                    state.series(),
                    drilled.in(DrillOutcome.OVERRAN, "it has not obeyed the request, and runs as before"),
                    now,
                    out);
        }
        return late(state, drilled, now, out);
    }

    /** By then a guest that still runs has ignored the request. */
    private static Instant patience(Drilled drilled) {
        StopTime before = drilled.stop().before();
        Duration twice = before == null ? LEAST_PATIENCE : before.extreme().multipliedBy(2);
        Instant obeysBy = drilled.stop().askedAt().plus(twice.compareTo(LEAST_PATIENCE) > 0 ? twice : LEAST_PATIENCE);
        Instant limit = limit(drilled);
        return obeysBy.isBefore(limit) ? obeysBy : limit;
    }

    private static boolean isInterrupted(Drilled drilled) {
        return drilled.trouble() != null && drilled.trouble().outcome() == DrillOutcome.INTERRUPTED;
    }

    /** By then a guest must be down in order to run again at the end of the window. */
    private static Instant limit(Drilled drilled) {
        Instant limit = drilled.subject().until().minus(DrillCheck.BOOT);
        return limit.isBefore(drilled.stop().askedAt()) ? drilled.stop().askedAt() : limit;
    }

    private static DrillState late(Stopping state, Drilled drilled, DrillSituation now, List<Directive> out) {
        if (overran(drilled) || now.now().isBefore(limit(drilled))) {
            return state;
        }
        String words = "it did not stop within the window; it is started again as soon as it is down";
        out.add(new Directive.Record(new Fact.Noted(now.now(), null, "drill of " + drilled.name() + ": " + words)));
        return new Stopping(state.series().withoutWaiting(), drilled.in(DrillOutcome.OVERRAN, words));
    }

    /** Notes that the guest is down. Somebody else's stop is not timed. */
    private static Drilled down(Drilled drilled, Guest guest, DrillSituation now, List<Directive> out) {
        boolean timed = drilled.stop().watched()
                && drilled.stop().answer() != Outcome.ALREADY
                && !Boolean.TRUE.equals(drilled.probe().shown());
        Duration took = timed ? Duration.between(drilled.stop().askedAt(), now.now()) : null;
        out.add(new Directive.Record(new Fact.DrillGuestDown(
                now.now(), drilled.id(), drilled.guest(), drilled.name(), guest.state(), took)));
        return drilled.down(now.now(), took);
    }

    private static DrillState parked(Parked state, DrillSituation now, List<Directive> out) {
        Drilled drilled = state.guest();
        Guest guest = now.guest(drilled.guest()).orElse(null);
        if (guest != null && guest.state().isDown() && drilled.stop().downAt() == null) {
            // The outage may have asked it as well: whose stop it was is not known.
            drilled = down(drilled.answered(Outcome.ALREADY, drilled.stop().detail()), guest, now, out);
        }
        if (!now.calmForGood()) {
            return new Parked(state.series(), drilled);
        }
        return drilled.stop().downAt() == null
                ? new Stopping(state.series(), drilled)
                : new Starting(state.series(), drilled, now.now());
    }

    /** The guest is as it was found, or cannot be made so. */
    static DrillState end(DrillSeries series, Drilled drilled, DrillSituation now, List<Directive> out) {
        Drilled.Trouble trouble = drilled.trouble();
        DrillOutcome outcome = trouble == null ? DrillOutcome.DONE : trouble.outcome();
        String words = (trouble == null ? "stopped, timed and up again" : trouble.words()) + drilled.shown();
        out.add(new Directive.Record(
                new Fact.DrillEnded(now.now(), drilled.id(), drilled.guest(), drilled.name(), outcome, words)));
        DrillSeries after = series.with(new DrillResult(
                drilled.guest(),
                drilled.name(),
                drilled.method(),
                outcome,
                words,
                drilled.stop().took(),
                drilled.stop().before()));
        if (!outcome.mayGoOn()) {
            after = after.withoutWaiting();
        }
        if (after.waiting().isEmpty() && !after.looksAgain()) {
            return new Idle(after);
        }
        out.add(new Directive.CheckReadiness());
        return new Checking(after, now.now());
    }
}
