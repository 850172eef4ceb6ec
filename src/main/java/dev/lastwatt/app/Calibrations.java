package dev.lastwatt.app;

import dev.lastwatt.core.drill.CalibrationCheck;
import dev.lastwatt.core.drill.CalibrationEnd;
import dev.lastwatt.core.drill.CalibrationMachine;
import dev.lastwatt.core.drill.CalibrationOrder;
import dev.lastwatt.core.drill.CalibrationSituation;
import dev.lastwatt.core.drill.CalibrationState;
import dev.lastwatt.core.drill.CalibrationStep;
import dev.lastwatt.core.drill.Refusal;
import dev.lastwatt.core.journal.DrillId;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.outage.Directive;
import dev.lastwatt.core.power.PowerState;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.port.ActionAnswer;
import dev.lastwatt.port.Journal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The calibration under way, and what it has bought when it is over. */
final class Calibrations {

    private final Consumer<String> lines;
    private CalibrationState state = new CalibrationState.Idle();
    private @Nullable Instant since;
    private @Nullable Reading full;
    private @Nullable BatteryWorth before;
    private boolean succeeded;

    /** What the battery would be worth, full as it was at that reading, by what is known of it now. */
    interface Appraisal extends Function<Reading, BatteryWorth> {}

    Calibrations(Consumer<String> lines) {
        this.lines = lines;
    }

    /** Goes on where the journal says that an earlier service was: a discharge that it began is ended. */
    void resume(Journal journal, String bootId, Instant now) {
        Optional<Fact.CalibrationBegan> began = journal.last(Fact.CalibrationBegan.class);
        boolean over = began.isEmpty()
                || journal.last(Fact.CalibrationEnded.class)
                        .filter(e -> e.drill().equals(began.get().drill()))
                        .isPresent();
        if (over) {
            return;
        }
        if (began.get().bootId().equals(bootId)) {
            since = now;
            state = CalibrationMachine.resume(began.get(), now);
            return;
        }
        journal.append(new Fact.CalibrationEnded(
                now, began.get().drill(), false, "the host has booted since", null, null, null, null));
    }

    boolean isRunning() {
        return !(state instanceof CalibrationState.Idle);
    }

    boolean succeeded() {
        return succeeded;
    }

    /** What an administrator should know meanwhile. */
    Optional<String> standing() {
        CalibrationOrder order = state.order();
        if (order == null) {
            return Optional.empty();
        }
        if (state instanceof CalibrationState.Ending) {
            return Optional.of(
                    order.command() == null
                            ? "the calibration is over: plug the UPS back in"
                            : "the calibration is over: the UPS is told to go back to the mains");
        }
        return Optional.of(
                order.command() == null && state instanceof CalibrationState.Waiting
                        ? "a calibration waits for the plug until " + order.until()
                        : "the battery is discharged for a calibration");
    }

    /** The power as the outage machine is to see it. */
    PowerState seenBy(PowerState power, Instant now) {
        Instant on = since;
        return on != null && power.onBatterySince().isPresent() && CalibrationMachine.holdsBack(state, now)
                ? new PowerState.OnLine(on)
                : power;
    }

    /** Takes a request, or says what is against it. */
    List<Refusal> request(
            CalibrationRequest request,
            Instant until,
            @Nullable String command,
            @Nullable Instant dischargedAt,
            CalibrationSituation now,
            Appraisal appraisal,
            Consumer<Directive> out) {
        List<Refusal> refusals = CalibrationCheck.of(now, until, dischargedAt, request.othersTold());
        Reading reading = now.reading();
        if (!refusals.isEmpty() || reading == null) {
            return refusals;
        }
        BatteryWorth worth = appraisal.apply(reading);
        if (request.dry()) {
            tellDry(request, command, now, worth);
            succeeded = true;
            return List.of();
        }
        full = reading;
        before = worth;
        since = now.now();
        succeeded = false;
        CalibrationOrder order = new CalibrationOrder(
                DrillId.beganAt(now.now()), request.byHand() ? null : command, until, request.by());
        take(CalibrationMachine.begin(order, reading, now), order, now, appraisal, out);
        return List.of();
    }

    private void tellDry(
            CalibrationRequest request, @Nullable String command, CalibrationSituation now, BatteryWorth worth) {
        Duration takes = CalibrationCheck.takes(now);
        lines.accept("dry: nothing speaks against it, and nothing is touched");
        lines.accept(
                command == null || request.byHand()
                        ? "you would be asked to pull the plug, and told when to plug it back in"
                        : "the UPS would be told to run on its battery (" + command + "), and to end that");
        lines.accept("the discharge would end after about "
                + (takes == null ? "a fifth of the battery" : DrillLines.words(takes))
                + ", earlier on any doubt; all guests stay up");
        lines.accept("now known, of a full battery at this load: " + DrillLines.words(worth.lower())
                + " at least, likely " + DrillLines.words(worth.likely()));
    }

    /** Ends what is under way; whether there was anything. */
    boolean stop(String by, CalibrationSituation now, Appraisal appraisal, Consumer<Directive> out) {
        CalibrationOrder order = state.order();
        if (order == null) {
            return false;
        }
        take(CalibrationMachine.end(state, "stopped by " + by, now), order, now, appraisal, out);
        return true;
    }

    /** What came of telling the UPS. */
    void answered(
            boolean on, ActionAnswer answer, CalibrationSituation now, Appraisal appraisal, Consumer<Directive> out) {
        CalibrationOrder order = state.order();
        boolean taken = answer instanceof ActionAnswer.Accepted || answer instanceof ActionAnswer.Already;
        if (order == null || taken) {
            return;
        }
        String detail = Answers.outcome(answer).word() + " " + Answers.detail(answer);
        if (on) {
            take(
                    CalibrationMachine.end(state, "the UPS did not take the command: " + detail, now),
                    order,
                    now,
                    appraisal,
                    out);
        } else if (now.onBattery()) {
            lines.accept("the UPS did not take the command to end it: " + detail + "; it is told again");
        }
    }

    /** One decision. */
    void tick(CalibrationSituation now, Appraisal appraisal, Consumer<Directive> out) {
        CalibrationOrder order = state.order();
        if (order != null) {
            take(CalibrationMachine.step(state, now), order, now, appraisal, out);
        }
    }

    private void take(
            CalibrationStep step,
            CalibrationOrder order,
            CalibrationSituation now,
            Appraisal appraisal,
            Consumer<Directive> out) {
        boolean wasStarted = !(state instanceof CalibrationState.Idle);
        state = step.state();
        step.lines().forEach(lines);
        step.directives().forEach(out);
        CalibrationEnd end = step.finished();
        if (end != null) {
            finish(end, order, wasStarted, now, appraisal, out);
        }
    }

    private void finish(
            CalibrationEnd end,
            CalibrationOrder order,
            boolean wasStarted,
            CalibrationSituation now,
            Appraisal appraisal,
            Consumer<Directive> out) {
        Reading reading = full;
        BatteryWorth was = before;
        BatteryWorth is = reading == null || !wasStarted ? null : appraisal.apply(reading);
        String summary = end.why();
        boolean learned = was != null && is != null && !was.equals(is);
        if (was != null && is != null) {
            lines.accept("the mains feed the load again");
            if (learned) {
                is.comparedTo(was, now.remaining().confidence()).forEach(lines);
            } else {
                lines.accept(
                        "it has shown too little for a calibration: it was too short, or the gauge is too doubtful, as one"
                                + " is that shows what a new battery would and may only count from new. The discharge is on record");
            }
        }
        succeeded = end.reached() && learned;
        out.accept(new Directive.Record(new Fact.CalibrationEnded(
                now.now(),
                order.id(),
                end.reached(),
                learned ? summary : summary + "; too little was shown for a calibration",
                was == null ? null : was.health().middle(),
                is == null ? null : is.health().middle(),
                was == null ? null : was.lower(),
                is == null ? null : is.lower())));
        full = null;
        before = null;
        since = null;
    }
}
