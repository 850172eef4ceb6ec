package dev.lastwatt.app;

import dev.lastwatt.core.drill.CalibrationSituation;
import dev.lastwatt.core.drill.DrillMachine;
import dev.lastwatt.core.drill.DrillReplay;
import dev.lastwatt.core.drill.DrillResult;
import dev.lastwatt.core.drill.DrillSeries;
import dev.lastwatt.core.drill.DrillSituation;
import dev.lastwatt.core.drill.DrillState;
import dev.lastwatt.core.drill.DrillStep;
import dev.lastwatt.core.drill.Drilled;
import dev.lastwatt.core.drill.Refusal;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.journal.DrillOutcome;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.outage.Directive;
import dev.lastwatt.core.outage.FullDrill;
import dev.lastwatt.core.outage.OutageState;
import dev.lastwatt.core.outage.Outcome;
import dev.lastwatt.core.outage.Run;
import dev.lastwatt.core.plan.Plan;
import dev.lastwatt.core.power.PowerState;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.stoptime.StopTime;
import dev.lastwatt.port.ActionAnswer;
import dev.lastwatt.port.Journal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The drills of the service: what is asked for, what goes on, and what those see who wait for it. */
final class Drills {

    private final Journal journal;
    private final FullDrills full;
    private final Calibrations calibration = new Calibrations(line -> say(line));
    private DrillState state;
    private Instant beganAt;
    private int number;
    private int told;
    private boolean fullIsLatest;
    private boolean calibrationIsLatest;
    private Instant at;
    private boolean fullDone;
    private @Nullable Run fullRun;
    private List<String> lines = new ArrayList<>();

    /** Goes on where the journal says that an earlier service was. */
    Drills(Journal journal, OutageState outage, String bootId, Instant now) {
        this.journal = journal;
        this.full = FullDrills.from(journal, outage, now);
        this.state = DrillReplay.of(
                new DrillReplay.Latest(
                        journal.last(Fact.DrillBegan.class),
                        journal.last(Fact.DrillGuestDown.class),
                        journal.last(Fact.DrillEnded.class)),
                bootId,
                now);
        this.beganAt = now;
        this.at = now;
        calibration.resume(journal, bootId, now);
        calibrationIsLatest = calibration.isRunning();
        if (full.drill() != null || state.drilled().isPresent() || calibrationIsLatest) {
            number = 1;
            fullIsLatest = full.drill() != null;
            lines.add(DrillLines.stamp(now, now) + "the service was restarted during this drill");
        }
    }

    DrillState state() {
        return state;
    }

    /** The full drill that a failure of the mains is now; null if it is an outage. */
    @Nullable FullDrill full() {
        return full.drill();
    }

    /** Takes a request, or says what is against it. */
    List<Refusal> request(
            DrillRequest request,
            DrillSituation now,
            @Nullable Reading reading,
            @Nullable Plan plan,
            Consumer<Directive> out) {
        if (isRunning()) {
            return List.of(new Refusal("another drill runs (" + standing() + ")", "wait for it, or 'drill --stop'"));
        }
        return request.kind() == DrillRequest.Kind.FULL
                ? full(request, now, reading, plan, out)
                : guests(request, now, out);
    }

    private List<Refusal> guests(DrillRequest request, DrillSituation now, Consumer<Directive> out) {
        DrillOrders asked = DrillOrders.of(request, now);
        if (asked.order() == null) {
            return asked.refusals();
        }
        begin(now.now());
        DrillStep step = DrillMachine.order(asked.order(), now.now());
        state = step.state();
        step.directives().forEach(out);
        return List.of();
    }

    private List<Refusal> full(
            DrillRequest request,
            DrillSituation now,
            @Nullable Reading reading,
            @Nullable Plan plan,
            Consumer<Directive> out) {
        DrillOrders.Given window = DrillOrders.window(request.until(), now.policy(), now.now());
        Instant until = window.until();
        if (until == null) {
            return window.refusals();
        }
        List<Refusal> refusals = FullDrillCheck.of(request, until, now, reading, plan);
        if (refusals.isEmpty()) {
            begin(now.now());
            fullIsLatest = true;
            fullDone = false;
            record(full.begin(now.now(), until, request.through(), request.by()), out);
        }
        return refusals;
    }

    private void begin(Instant now) {
        number++;
        told = 0;
        beganAt = now;
        at = now;
        fullIsLatest = false;
        calibrationIsLatest = false;
        lines = new ArrayList<>();
        fullRun = null;
    }

    /**
     * Takes a request for a calibration, or says what is against it.
     *
     * @param command the command of the UPS that puts it on battery, null without one
     * @param dischargedAt when the battery was last used
     */
    List<Refusal> calibrate(
            CalibrationRequest request,
            @Nullable String command,
            @Nullable Instant dischargedAt,
            CalibrationSituation now,
            Calibrations.Appraisal appraisal,
            Consumer<Directive> out) {
        if (isRunning()) {
            return List.of(new Refusal("another drill runs (" + standing() + ")", "wait for it, or 'drill --stop'"));
        }
        DrillOrders.Given window =
                DrillOrders.window(request.until(), now.host().policy(), now.now());
        Instant until = window.until();
        if (until == null) {
            return window.refusals();
        }
        List<String> earlier = lines;
        boolean wasFull = fullIsLatest;
        boolean wasCalibration = calibrationIsLatest;
        Instant wasBegan = beganAt;
        Run wasRun = fullRun;
        int wasTold = told;
        begin(now.now());
        calibrationIsLatest = true;
        List<Refusal> refusals = calibration.request(request, until, command, dischargedAt, now, appraisal, out);
        if (!refusals.isEmpty()) {
            number--;
            lines = earlier;
            fullIsLatest = wasFull;
            calibrationIsLatest = wasCalibration;
            beganAt = wasBegan;
            fullRun = wasRun;
            told = wasTold;
        }
        return refusals;
    }

    /** What came of telling the UPS to use its battery, or to end that. */
    void batteryTestAnswered(
            boolean on,
            ActionAnswer answer,
            CalibrationSituation now,
            Calibrations.Appraisal appraisal,
            Consumer<Directive> out) {
        at = now.now();
        calibration.answered(on, answer, now, appraisal, out);
    }

    /** The power as the outage machine is to see it: a discharge that we ordered is no outage. */
    PowerState seenBy(PowerState power, Instant now) {
        return calibration.seenBy(power, now);
    }

    /** Whether the battery is used, or about to be, because of a calibration. */
    boolean calibrates() {
        return calibration.isRunning();
    }

    /** What an administrator should know meanwhile. */
    List<String> alarms() {
        return full.drill() != null
                ? List.of(standing())
                : calibration.standing().stream().toList();
    }

    /** Ends a calibration, if there is one; what else is under way ends by {@link #stop}. */
    boolean stopCalibration(
            String by, CalibrationSituation now, Calibrations.Appraisal appraisal, Consumer<Directive> out) {
        at = now.now();
        return calibration.stop(by, now, appraisal, out);
    }

    /** One decision about a calibration. */
    void tickCalibration(CalibrationSituation now, Calibrations.Appraisal appraisal, Consumer<Directive> out) {
        at = now.now();
        calibration.tick(now, appraisal, out);
    }

    private void say(String line) {
        lines.add(DrillLines.stamp(beganAt, at) + line);
    }

    /** Ends what can be ended. */
    List<Refusal> stop(String by, Instant now, Consumer<Directive> out) {
        if (full.isUnderWay()) {
            return List.of(new Refusal(
                    "the mains are off: it is real now",
                    "plug the UPS back in, and everything is undone; 'disarm' would leave the guests as they are"));
        }
        if (!isRunning()) {
            return List.of(new Refusal("no drill runs", "there is nothing to stop"));
        }
        full.withdraw(now, "stopped by " + by + "; nothing was touched").forEach(f -> record(f, out));
        state = DrillMachine.interrupt(state);
        return List.of();
    }

    /** Disarming ends a full drill, too: from now on nothing is stopped. */
    void disarmed(Instant now, Consumer<Directive> out) {
        full.withdraw(now, "disarmed").forEach(f -> record(f, out));
    }

    /** Whether this guest is the drill's to ask. */
    boolean has(GuestId guest) {
        return state.drilled().filter(g -> g.guest().equals(guest)).isPresent();
    }

    void stopAnswered(Instant now, ActionAnswer answer, StopWatch stops, Consumer<Directive> out) {
        Outcome outcome = Answers.outcome(answer);
        String detail = Answers.detail(answer);
        boolean ofProbe = state.drilled().map(g -> g.probe().askedAt() != null).orElse(false);
        state.drilled()
                .ifPresent(g -> record(
                        new Fact.DrillStopAnswered(now, g.id(), g.guest(), g.name(), outcome.word(), detail), out));
        if (!ofProbe) {
            DrillStops.answered(stops, state, outcome);
        }
        state = DrillMachine.stopAnswered(state, outcome, detail);
    }

    void startAnswered(Instant now, ActionAnswer answer, Consumer<Directive> out) {
        Outcome outcome = Answers.outcome(answer);
        state.drilled()
                .ifPresent(g -> record(
                        new Fact.DrillStartAnswered(
                                now, g.id(), g.guest(), g.name(), outcome.word(), Answers.detail(answer)),
                        out));
    }

    /** One decision. */
    void tick(DrillSituation now, OutageState outage, Consumer<Directive> out) {
        full.at(now.now(), outage, now.power()).forEach(f -> record(f, out));
        fullRun = full.run() == null ? fullRun : full.run();
        DrillStep step = DrillMachine.step(state, now);
        state = step.state();
        step.directives().forEach(d -> {
            out.accept(d);
            if (d instanceof Directive.Record r) {
                say(r.fact());
            }
        });
        tellResults(now);
    }

    /** A fact of the run that a full drill is: those who wait for it see it go on. */
    void heard(Fact fact) {
        if (fact instanceof Fact.OfRun && full.drill() != null) {
            FullDrillLines.of(fact).ifPresent(line -> lines.add(DrillLines.stamp(beganAt, fact.at()) + line));
        }
    }

    private void record(Fact fact, Consumer<Directive> out) {
        out.accept(new Directive.Record(fact));
        say(fact);
        Run run = full.run();
        if (fact instanceof Fact.FullDrillEnded && run != null) {
            FullDrillReport.of(journal.ofRun(run.id())).forEach(l -> lines.add("        " + l));
            fullDone = true;
        }
    }

    private void say(Fact fact) {
        DrillLines.of(fact).ifPresent(line -> lines.add(DrillLines.stamp(beganAt, fact.at()) + line));
    }

    private void tellResults(DrillSituation now) {
        DrillSeries series = state.series();
        if (series == null || fullIsLatest || calibrationIsLatest) {
            // What is left there are the results of the drill before.
            return;
        }
        List<DrillResult> results = series.results();
        for (; told < results.size(); told++) {
            DrillResult result = results.get(told);
            StopTime after = Optional.ofNullable(result.method())
                    .flatMap(m -> Optional.ofNullable(now.inventory())
                            .flatMap(i -> i.guest(result.guest()))
                            .map(g -> now.times().apply(g, m)))
                    .orElse(null);
            lines.add(DrillLines.stamp(beganAt, now.now()) + DrillLines.of(result, after));
        }
    }

    boolean isRunning() {
        return !(state instanceof DrillState.Idle) || full.drill() != null || calibration.isRunning();
    }

    private boolean succeeded() {
        DrillSeries series = state.series();
        if (calibrationIsLatest) {
            return calibration.succeeded();
        }
        return fullIsLatest
                ? fullDone
                : series != null
                        && series.waiting().isEmpty()
                        && series.results().stream().anyMatch(r -> r.outcome() == DrillOutcome.DONE)
                        && series.results().stream()
                                .allMatch(r -> r.outcome() == DrillOutcome.DONE
                                        || (r.outcome() == DrillOutcome.REFUSED
                                                && series.order().guests().size() > 1));
    }

    private String standing() {
        if (calibration.standing().isPresent()) {
            return calibration.standing().get();
        }
        FullDrill is = full.drill();
        if (is != null) {
            return full.isUnderWay()
                    ? "a full drill is under way"
                    : "a full drill waits for the plug until " + DrillLines.clock(is.until())
                            + ": a failure of the mains stops guests";
        }
        String name = state.drilled().map(Drilled::name).orElse("");
        if (state instanceof DrillState.Checking) {
            return "looking at the guests";
        } else if (state instanceof DrillState.Stopping) {
            return name + " stops";
        } else if (state instanceof DrillState.Starting) {
            return name + " starts again";
        }
        return state instanceof DrillState.Parked
                ? name + " waits for the end of an outage or for the first readings, to be started again"
                : "";
    }

    DrillProgress progress() {
        return number == 0
                ? DrillProgress.NONE
                : new DrillProgress(number, isRunning(), succeeded(), standing(), lines);
    }
}
