package dev.lastwatt.core.drill;

import dev.lastwatt.core.drill.CalibrationState.Discharging;
import dev.lastwatt.core.drill.CalibrationState.Ending;
import dev.lastwatt.core.drill.CalibrationState.Idle;
import dev.lastwatt.core.drill.CalibrationState.Waiting;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.Phase;
import dev.lastwatt.core.outage.Directive;
import dev.lastwatt.core.power.PowerState;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.StatusFlag;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Decides how a calibration goes on. It never acts on a guest and holds up no outage: where a person pulled the plug, the battery's
 * end is the outage machine's as ever; where the UPS was told to use its battery, that machine is kept out only for as long as the
 * mains are known to be there.
 */
public final class CalibrationMachine {

    /** Enough to tell, of what a new battery holds, or in points of charge. */
    static final double ENOUGH = 0.20;

    /** What a gauge that is still doubted after this share has to tell, it does not tell by a partial discharge. */
    static final double AT_MOST = 0.25;

    private static final double ENOUGH_CHARGE = 20;
    private static final double MOST_CHARGE = 30;
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(30);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(5);
    private static final Duration TELL_AGAIN = Duration.ofMinutes(1);

    /** After that long on battery, though the UPS was told to end it, the mains are taken to be away. */
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(15);

    private final CalibrationSituation now;
    private final List<Directive> out = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private @Nullable CalibrationEnd finished;

    private CalibrationMachine(CalibrationSituation now) {
        this.now = now;
    }

    /** Takes an order that nothing speaks against. */
    public static CalibrationStep begin(CalibrationOrder order, Reading reading, CalibrationSituation now) {
        CalibrationMachine machine = new CalibrationMachine(now);
        machine.out.add(new Directive.Record(new Fact.CalibrationBegan(
                now.now(),
                order.id(),
                order.command(),
                order.until(),
                order.by(),
                now.host().bootId())));
        if (order.byCommand()) {
            machine.out.add(new Directive.TestBattery(true));
            machine.lines.add("the UPS is told to run on its battery (" + order.command() + ")");
        } else {
            machine.lines.add("ready: pull the plug of the UPS before " + order.until()
                    + ", and plug it back in as soon as you are told to, here and by the alarm of 'lastwatt status'."
                    + " An armed service treats it as the outage that it is if the plug stays out");
        }
        CalibrationStart start =
                CalibrationStart.of(now.now(), reading, now.host().inventory());
        return machine.step(new Waiting(order, start, now.now()));
    }

    /** A calibration that an earlier service began, in the same boot of the host: it is ended. */
    public static CalibrationState resume(Fact.CalibrationBegan began, Instant now) {
        CalibrationOrder order = new CalibrationOrder(began.drill(), began.command(), began.until(), began.by());
        return new Ending(
                order,
                null,
                CalibrationEnd.early("the service was restarted during the calibration"),
                now,
                now.minus(TELL_AGAIN));
    }

    /** Ends it, for a reason that is not the battery's. */
    public static CalibrationStep end(CalibrationState state, String why, CalibrationSituation now) {
        CalibrationMachine machine = new CalibrationMachine(now);
        if (state instanceof Waiting waiting) {
            return machine.step(machine.stop(waiting.order(), waiting.start(), CalibrationEnd.early(why)));
        }
        return machine.step(
                state instanceof Discharging going
                        ? machine.stop(going.order(), going.start(), CalibrationEnd.early(why))
                        : state);
    }

    /** Whether the outage machine is to be kept out: the battery feeds the load because we said so. */
    public static boolean holdsBack(CalibrationState state, Instant now) {
        if (state instanceof Ending ending) {
            return ending.order().byCommand()
                    && !ending.end().mainsAway()
                    && now.isBefore(ending.since().plus(ENDS_WITHIN));
        }
        CalibrationOrder order = state.order();
        return order != null && order.byCommand();
    }

    /** One decision. */
    public static CalibrationStep step(CalibrationState state, CalibrationSituation now) {
        CalibrationMachine machine = new CalibrationMachine(now);
        CalibrationState next = state;
        if (state instanceof Waiting waiting) {
            next = machine.waiting(waiting);
        } else if (state instanceof Discharging going) {
            next = machine.discharging(going);
        } else if (state instanceof Ending ending) {
            next = machine.ending(ending);
        }
        return machine.step(next);
    }

    private CalibrationStep step(CalibrationState next) {
        return new CalibrationStep(next, out, lines, finished);
    }

    private CalibrationState waiting(Waiting state) {
        Reading reading = now.reading();
        CalibrationOrder order = state.order();
        if (now.onBattery() && reading != null) {
            Instant since = now.host().power().onBatterySince().orElse(now.now());
            lines.add("on battery");
            return discharging(new Discharging(
                    order, state.start().since(since), state.start().reading(), tests(reading)));
        }
        if (order.byCommand()) {
            boolean late = !now.now().isBefore(state.since().plus(STARTS_WITHIN));
            return late
                    ? stop(
                            order,
                            null,
                            CalibrationEnd.early("the UPS did not go on battery within " + STARTS_WITHIN.toSeconds()
                                    + " s: try --by-hand"))
                    : state;
        }
        return now.now().isBefore(order.until())
                ? state
                : finish(CalibrationEnd.early("nobody pulled the plug before the window ended"));
    }

    private CalibrationState discharging(Discharging state) {
        Reading reading = now.reading();
        if (now.host().power().isOnLine()) {
            return finish(CalibrationEnd.early(
                    state.order().byCommand()
                            ? "the UPS has ended its test by itself after " + words(state) + ": try --by-hand"
                            : "the plug was back in after " + words(state)));
        }
        if (now.host().outage().compareTo(Phase.STOPPING) >= 0) {
            return stop(state.order(), state.start(), CalibrationEnd.outage("an outage is under way"));
        }
        CalibrationEnd doubt = CalibrationDoubts.of(state, now);
        if (doubt != null || reading == null) {
            return stop(state.order(), state.start(), doubt == null ? CalibrationEnd.early("no reading") : doubt);
        }
        Double full = state.start().reading().chargePercent();
        Double charge = reading.chargePercent();
        double points = full == null || charge == null ? 0 : full - charge;
        boolean enough = now.used() >= ENOUGH || points >= ENOUGH_CHARGE;
        boolean most = now.used() >= AT_MOST || points >= MOST_CHARGE;
        if ((enough && now.tells()) || most) {
            return stop(
                    state.order(),
                    state.start(),
                    new CalibrationEnd(
                            true,
                            false,
                            String.format(
                                    Locale.ROOT,
                                    "%.0f %% of what a new battery holds were taken in %s",
                                    100 * now.used(),
                                    words(state))));
        }
        return new Discharging(state.order(), state.start(), reading, state.flagged() || tests(reading));
    }

    private CalibrationState ending(Ending state) {
        if (now.host().power().isOnLine()) {
            return finish(state.end());
        }
        boolean byCommand = state.order().byCommand();
        Duration patience = byCommand ? ASK_AGAIN : TELL_AGAIN;
        if (now.host().power() instanceof PowerState.Unknown && !now.onBattery()) {
            return state;
        }
        if (now.now().isBefore(state.askedAt().plus(patience))) {
            return state;
        }
        tell(state.order());
        return new Ending(state.order(), state.start(), state.end(), state.since(), now.now());
    }

    private CalibrationState stop(CalibrationOrder order, @Nullable CalibrationStart start, CalibrationEnd end) {
        out.add(new Directive.Record(new Fact.CalibrationStopping(now.now(), order.id(), end.reached(), end.why())));
        lines.add((end.reached() ? "enough: " : "ended early: ") + end.why());
        boolean neverOnBattery = !order.byCommand() && now.host().power().isOnLine();
        if (neverOnBattery) {
            return finish(end);
        }
        tell(order);
        return new Ending(order, start, end, now.now(), now.now());
    }

    private void tell(CalibrationOrder order) {
        if (order.byCommand()) {
            out.add(new Directive.TestBattery(false));
        } else {
            lines.add("PLUG THE UPS BACK IN NOW");
        }
    }

    private CalibrationState finish(CalibrationEnd end) {
        finished = end;
        return new Idle();
    }

    private static boolean tests(Reading reading) {
        return reading.has(StatusFlag.CAL) || reading.has(StatusFlag.TEST);
    }

    private String words(Discharging state) {
        long s = Duration.between(state.start().at(), now.now()).toSeconds();
        return s < 120 ? s + " s" : s / 60 + " min " + s % 60 + " s";
    }
}
