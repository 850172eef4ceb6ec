package dev.lastwatt.app;

import dev.lastwatt.core.drill.CalibrationCheck;
import dev.lastwatt.core.drill.CalibrationSituation;
import dev.lastwatt.core.drill.DrillSituation;
import dev.lastwatt.core.drill.Refusal;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.GuestStatus;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.RunId;
import dev.lastwatt.core.outage.Attempt;
import dev.lastwatt.core.outage.Directive;
import dev.lastwatt.core.outage.GuestRun;
import dev.lastwatt.core.outage.OutageMachine;
import dev.lastwatt.core.outage.OutageState;
import dev.lastwatt.core.outage.Outcome;
import dev.lastwatt.core.outage.Run;
import dev.lastwatt.core.outage.Situation;
import dev.lastwatt.core.outage.Step;
import dev.lastwatt.core.plan.Plan;
import dev.lastwatt.core.plan.PlannedStop;
import dev.lastwatt.core.policy.Policy;
import dev.lastwatt.core.power.Battery;
import dev.lastwatt.core.power.PowerState;
import dev.lastwatt.core.power.RemainingRuntime;
import dev.lastwatt.core.power.RuntimeEstimator;
import dev.lastwatt.core.power.RuntimeTable;
import dev.lastwatt.core.power.SourceAnswer;
import dev.lastwatt.core.power.UpsDevice;
import dev.lastwatt.core.stoptime.StopEstimator;
import dev.lastwatt.core.stoptime.StopSample;
import dev.lastwatt.port.ActionAnswer;
import dev.lastwatt.port.HostPower;
import dev.lastwatt.port.HypervisorException;
import dev.lastwatt.port.Journal;
import dev.lastwatt.port.SampleStore;
import dev.lastwatt.port.ShutdownAgents;
import dev.lastwatt.port.Timebase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one loop: what came in becomes a power state, a runtime, a plan, a decision, and directives. Called by one thread at a time;
 * {@link #snapshot()} may be called by any.
 */
public final class Engine {

    private final Timebase time;
    private final Journal journal;
    private final SampleStore samples;
    private final Effects effects;
    private final String bootId;
    private final Planning planning;
    private final Supply supply;
    private final HostView host;
    private final ArmingSwitch arming;
    private final HoldSwitch hold;
    private final StandingOrder order;
    private final OtherAgents agents = new OtherAgents();

    private final StopWatch stops = new StopWatch(this::measured);
    private final Drills drills;

    private final HostShutdowns hostShutdowns;

    private final PolicyInForce policies;
    private final Expectations expectations;
    private OutageState state;
    private @Nullable String writtenPower;
    private @Nullable Instant blockedSince;
    private volatile Snapshot snapshot;

    /** How old a plan that nothing has changed about may be where people look at it. */
    private static final Duration CURRENT = Duration.ofSeconds(5);

    /** Goes on where the journal says that an earlier service was; nothing is known of the battery. */
    public Engine(Timebase time, Journal journal, SampleStore samples, Effects effects, String bootId, Policy policy) {
        this(time, journal, samples, effects, bootId, policy, Battery.unknown(policy.assumedRuntime()));
    }

    /** Goes on where the journal says that an earlier service was; its plans are never older than five seconds. */
    public Engine(
            Timebase time,
            Journal journal,
            SampleStore samples,
            Effects effects,
            String bootId,
            Policy policy,
            Battery battery) {
        this(time, journal, samples, effects, bootId, policy, battery, CURRENT);
    }

    /**
     * Goes on where the journal says that an earlier service was.
     *
     * @param bootId the present boot of the host
     * @param battery what is known of the battery; the runtime it assumes is the policy's
     * @param planFor how long a plan stays in force at most while its first stop is far off and nothing has changed
     */
    public Engine(
            Timebase time,
            Journal journal,
            SampleStore samples,
            Effects effects,
            String bootId,
            Policy policy,
            Battery battery,
            Duration planFor) {
        this(time, journal, samples, effects, bootId, policy, SupplySetup.of(battery), planFor);
    }

    /** Goes on where the journal says that an earlier service was, fed by those UPSes; its plans are never older than five seconds. */
    public Engine(
            Timebase time,
            Journal journal,
            SampleStore samples,
            Effects effects,
            String bootId,
            Policy policy,
            SupplySetup upses) {
        this(time, journal, samples, effects, bootId, policy, upses, CURRENT);
    }

    private Engine(
            Timebase time,
            Journal journal,
            SampleStore samples,
            Effects effects,
            String bootId,
            Policy policy,
            SupplySetup upses,
            Duration planFor) {
        this.time = time;
        this.journal = journal;
        this.samples = samples;
        this.effects = effects;
        this.bootId = bootId;
        this.planning = new Planning(planFor);
        this.expectations = new Expectations(samples.all());
        Instant now = time.now();
        Resumption resumed = Resumption.from(journal, bootId, now);
        this.state = resumed.state();
        RunStops.doubt(stops, state, now);
        this.hostShutdowns = new HostShutdowns(journal, samples, bootId, now);
        this.policies = new PolicyInForce(policy, hostShutdowns, journal);
        this.supply = new Supply(upses, resumed.watch(), journal, samples, policy, now);
        this.drills = new Drills(journal, state, bootId, now);
        DrillStops.doubt(stops, drills.state(), now);
        supply.lookBack(now.minus(CalibrationCheck.RECHARGE));
        this.host = new HostView(now);
        this.arming = ArmingSwitch.from(journal);
        this.hold = HoldSwitch.from(journal);
        policies.hold(hold.until(now));
        this.order = StandingOrder.from(journal, bootId);
        supply.onlyBattery()
                .flatMap(only -> CutOff.shown(journal, samples, only.known(), policy.confidence(), now))
                .ifPresent(this::learn);
        this.snapshot = snapshot(now, null);
    }

    /** What is known and intended now. */
    public Snapshot snapshot() {
        return snapshot;
    }

    /** The only source answered, or did not. */
    public void sourceAnswered(SourceAnswer answer) {
        sourceAnswered(0, answer);
    }

    /** The source at that place of the setup answered, or did not. */
    public void sourceAnswered(int unit, SourceAnswer answer) {
        supply.answered(unit, answer, drills.calibrates()).ifPresent(this::learn);
    }

    /**
     * The UPS has said what it is.
     *
     * @param unit the place of its source in the setup
     * @param table how long a new battery of that model lasts, null where no table says so
     */
    public void upsIs(int unit, UpsDevice device, @Nullable RuntimeTable table) {
        supply.upsIs(unit, device, table, policies.given().confidence(), time.now());
    }

    /**
     * An administrator says that the battery was replaced on that day: age, health and calibration begin anew.
     *
     * @param ups the name of the UPS, null where there is only one
     * @throws IllegalArgumentException with a message for people, if there is no such UPS, or none is named of several
     */
    public void batteryReplaced(@Nullable String ups, Instant on, String by) {
        learn(new Fact.BatteryReplaced(time.now(), on, by, supply.setup().named(ups)));
    }

    /** What is known of the batteries, a line each. */
    public List<String> batteryInWords() {
        return supply.describeBatteries(time.now());
    }

    private void learn(Fact fact) {
        record(fact);
        supply.heard(fact, policies.given().confidence(), time.now());
    }

    /** The hypervisor gave its inventory, which it was asked for then. */
    public void inventoryRead(Inventory inventory, Instant askedAt) {
        host.read(inventory, askedAt, policies.policy());
        watchStops(askedAt);
    }

    /** The hypervisor gave the states of these guests, which it was asked for then. */
    public void statesRead(List<GuestStatus> states, Set<GuestId> asked, Instant askedAt) {
        host.read(states, asked, askedAt);
        watchStops(askedAt);
    }

    private void watchStops(Instant askedAt) {
        Inventory known = host.inventory();
        if (known != null) {
            stops.seen(known, askedAt, time.now());
        }
    }

    /** The hypervisor did not answer. */
    public void hypervisorFailed(HypervisorException failure) {
        String because = failure.getMessage();
        host.lost(time.now(), because == null ? failure.kind().name() : because);
    }

    /** Somebody has looked who else would shut this host down. */
    public void agentsLookedAt(ShutdownAgents.Look look) {
        agents.looked(look, time.now()).forEach(this::record);
    }

    /** Another policy is in force. */
    public void policyChanged(Policy changed) {
        policies.changed(changed);
        host.resolve(changed);
    }

    /** What a plan under another policy is made from, as of now. */
    public PolicyBasis basis(Policy given) {
        Instant now = time.now();
        supply.at(now);
        return new PolicyBasis(
                now, supply.remaining(now), host.inventory(), supply.loadWatts(), policies.ifGiven(given));
    }

    /** The store holds samples or shutdowns of the host that did not come by way of this engine. */
    public void samplesChanged() {
        expectations.learn(samples.all());
        hostShutdowns.readAgain(time.now());
        policyChanged(policies.given());
    }

    /** An administrator arms the service. */
    public void arm(String by, String reason) {
        record(arming.arm(time.now(), by, reason));
    }

    /**
     * An administrator disarms the service.
     *
     * @param until when it arms itself again, or null
     */
    public void disarm(@Nullable Instant until, String by, String reason) {
        record(arming.disarm(time.now(), until, by, reason));
        order.withdraw(time.now(), by, "disarmed").ifPresent(this::record);
        drills.disarmed(time.now(), this::carryOut);
    }

    /**
     * An operator says that power will come: until then nothing is stopped that could still wait.
     *
     * @throws IllegalArgumentException with a message for people, if that time has passed or is too far off
     */
    public void hold(Instant until, String by, String reason) {
        record(hold.hold(time.now(), until, by, reason));
        policies.hold(until);
    }

    /** An operator holds no longer. */
    public void endHold(String by, String reason) {
        record(hold.end(time.now(), by, reason));
        policies.hold(null);
    }

    /** An operator orders that everything is shut down now, whatever the mains do; says what is against it. */
    public List<Refusal> shutDown(String by, String reason) {
        if (!arming.isArmed()) {
            return List.of(new Refusal("the service is not armed", "arm it first"));
        }
        List<String> blocked = snapshot.arming().blockedBy();
        if (!blocked.isEmpty()) {
            return List.of(new Refusal("the service is blocked", String.join("; ", blocked)));
        }
        if (drills.isRunning()) {
            return List.of(new Refusal("a drill runs", "wait for it, or stop it"));
        }
        if (order.stands()) {
            return List.of(new Refusal("everything is being shut down already", "look at the run"));
        }
        record(order.give(time.now(), bootId, by, reason));
        return List.of();
    }

    /**
     * An operator cancels a run before its commit point. One that was ordered is undone. One that the outage demands would begin
     * again at once: for that the service is disarmed.
     */
    public List<Refusal> cancelRun(RunId run, String by, String reason) {
        String not = StandingOrder.notCancelled(state, run);
        if (not != null) {
            return List.of(new Refusal(not, "look at the run"));
        }
        if (order.stands() && supply.power().onBatterySince().isEmpty()) {
            order.withdraw(time.now(), by, reason).ifPresent(this::record);
        } else {
            disarm(null, by, "run " + run + " cancelled: " + reason);
        }
        return List.of();
    }

    /** An administrator wants a drill; says what is against it. */
    public List<Refusal> drill(DrillRequest request) {
        Instant now = time.now();
        supply.at(now);
        if (request.kind() == DrillRequest.Kind.FULL && !agents.acting(now).isEmpty()) {
            return agents.refusals(now);
        }
        return drills.request(
                request, drillSituation(now, snapshot.plan()), supply.reading(), snapshot.plan(), this::carryOut);
    }

    /**
     * An administrator wants the battery calibrated; says what is against it.
     *
     * @param command the command by which the UPS goes on battery, null where it has none
     */
    public List<Refusal> calibrate(CalibrationRequest request, @Nullable String command) {
        Instant now = time.now();
        supply.at(now);
        if (!supply.setup().isSingle()) {
            return List.of(new Refusal(
                    "several UPSes feed this host, or several sources tell of one",
                    "pull the plug of one UPS while the others carry the host: its discharge is recorded, and calibrates"
                            + " its battery ('lastwatt battery show')"));
        }
        if (!agents.acting(now).isEmpty()) {
            return agents.refusals(now);
        }
        return drills.calibrate(
                request, command, supply.dischargedAt(), calibration(now, snapshot.plan()), worth(now), this::carryOut);
    }

    /** What came of telling the UPS to run on its battery, or to end that. */
    public void batteryTestAnswered(boolean on, ActionAnswer answer) {
        Instant now = time.now();
        if (!drills.calibrates()) {
            return;
        }
        drills.batteryTestAnswered(on, answer, calibration(now, snapshot.plan()), worth(now), this::carryOut);
    }

    /** An administrator ends the drill or calibration; says what is against it. */
    public List<Refusal> stopDrill(String by) {
        Instant now = time.now();
        return drills.calibrates()
                        && drills.stopCalibration(by, calibration(now, snapshot.plan()), worth(now), this::carryOut)
                ? List.of()
                : drills.stop(by, now, this::carryOut);
    }

    /** What came of asking a guest to stop. */
    public void stopAnswered(GuestId guest, StopMethod method, ActionAnswer answer) {
        if (isOfTheDrill(guest)) {
            drills.stopAnswered(time.now(), answer, stops, this::carryOut);
        }
        state.running()
                .flatMap(run -> run.guest(guest).map(g -> answered(run, g.name(), guest, method, answer)))
                .ifPresent(run -> state = OutageMachine.withRun(state, run));
    }

    /** What a run has asked for is the run's. */
    private boolean isOfTheDrill(GuestId guest) {
        return drills.has(guest) && state.running().flatMap(r -> r.guest(guest)).isEmpty();
    }

    private Run answered(Run run, String name, GuestId guest, StopMethod method, ActionAnswer answer) {
        boolean rescue = run.guest(guest)
                .flatMap(GuestRun::lastAttempt)
                .map(Attempt::rescue)
                .orElse(false);
        Outcome outcome = rescue ? Answers.ofRescue(answer) : Answers.outcome(answer);
        record(new Fact.StopAnswered(
                time.now(), run.id(), guest, name, method, outcome.word(), Answers.detail(answer)));
        return run.stopAnswered(guest, method, outcome);
    }

    /** What came of asking a guest to start. */
    public void startAnswered(GuestId guest, ActionAnswer answer) {
        if (isOfTheDrill(guest)) {
            drills.startAnswered(time.now(), answer, this::carryOut);
        }
        state.running().ifPresent(run -> run.guest(guest).ifPresent(g -> {
            Outcome outcome = Answers.outcome(answer);
            record(new Fact.StartAnswered(
                    time.now(), run.id(), guest, g.name(), outcome.word(), Answers.detail(answer)));
            state = OutageMachine.withRun(state, run.startAnswered(guest, outcome));
        }));
    }

    /** What came of asking the host to shut down. */
    public void hostAnswered(HostPower.Answer answer) {
        boolean accepted = answer instanceof HostPower.Answer.Accepted;
        String detail = answer instanceof HostPower.Answer.Accepted a
                ? a.detail()
                : ((HostPower.Answer.Refused) answer).detail();
        state.running().ifPresent(run -> record(new Fact.HostShutdownAnswered(time.now(), run.id(), accepted, detail)));
        state = OutageMachine.hostAnswered(state, accepted);
    }

    /** One round: decides by what is known now, and has it done. */
    public void tick() {
        Instant now = time.now();
        supply.at(now);
        arming.rearmIfDue(now).ifPresent(this::record);
        writePowerChange(now);
        writeBlock(now);
        hostShutdowns.alive(state, now);
        Situation situation = situation(now);
        if (supply.isHeard(now)) {
            Step step = OutageMachine.step(state, situation);
            state = step.state();
            step.directives().forEach(this::carryOut);
            drills.tick(drillSituation(now, situation.plan()), state, this::carryOut);
            if (drills.calibrates()) {
                drills.tickCalibration(calibration(now, situation.plan()), worth(now), this::carryOut);
            }
        }
        snapshot = snapshot(now, situation.plan());
    }

    private StopEstimator times(Instant now) {
        return expectations.at(now, host, policies.policy(), state instanceof OutageState.Stopping);
    }

    private Situation situation(Instant now) {
        StopEstimator times = times(now);
        Policy policy = policies.policy();
        Plan plan = planning.plan(now, state, supply, host, policy, times);
        return new Situation(
                now,
                order.seenBy(drills.seenBy(supply.power(), now)),
                supply.reading(),
                supply.remaining(now),
                host.inventory(),
                host.graph(),
                plan,
                policy,
                mayAct(now),
                host.lostSince(),
                bootId,
                planning.restartNeeds(now, state, supply, host, policy, times),
                drills.full(),
                supply.estimator().isAssumed(),
                hold.until(now));
    }

    /** Somebody else who acts keeps a run from beginning, and never ends one: that would leave guests stopped for nothing. */
    private boolean mayAct(Instant now) {
        boolean wanted = arming.isArmed() || drills.full() != null;
        return wanted && (state.running().isPresent() || agents.acting(now).isEmpty());
    }

    private CalibrationSituation calibration(Instant now, @Nullable Plan plan) {
        RuntimeEstimator estimator = supply.estimator();
        return new CalibrationSituation(
                drillSituation(now, plan),
                supply.told(),
                supply.remaining(now),
                estimator.isOnBattery() ? estimator.usedShare() : 0,
                estimator.shown(now) != null,
                estimator.health(),
                estimator.whenNew(),
                plan);
    }

    /** What a full battery is worth by what is known of it now. */
    private Calibrations.Appraisal worth(Instant now) {
        return reading -> {
            RuntimeEstimator full = RuntimeEstimator.begin(
                            supply.known(), policies.given().confidence(), now)
                    .next(reading, new PowerState.OnLine(reading.takenAt()));
            RemainingRuntime lasts = full.estimate(now);
            Plan plan = Planning.ifItLasted(lasts, now, host, policies.policy(), times(now), reading.loadWatts());
            return BatteryWorth.of(full.health(), lasts, plan);
        };
    }

    private DrillSituation drillSituation(Instant now, @Nullable Plan plan) {
        return new DrillSituation(
                now,
                supply.power(),
                state.phase(),
                host.inventory(),
                host.lookedAt(),
                host.graph(),
                policies.policy(),
                times(now)::estimate,
                id -> plan == null ? Optional.empty() : plan.stop(id).map(PlannedStop::method),
                host.lostSince(),
                bootId);
    }

    private void carryOut(Directive directive) {
        if (directive instanceof Directive.Record fact) {
            record(fact.fact());
        } else if (directive instanceof Directive.AskStop ask) {
            effects.stop(ask.guest(), ask.method(), ask.reason());
        } else if (directive instanceof Directive.AskStart ask) {
            effects.start(ask.guest());
        } else if (directive instanceof Directive.TestBattery test) {
            effects.testBattery(test.on());
        } else if (directive instanceof Directive.AskHostShutdown ask) {
            effects.shutDownHost(ask.reason());
        } else {
            effects.refresh();
        }
    }

    private void record(Fact fact) {
        journal.append(fact);
        drills.heard(fact);
        RunStops.heard(stops, fact);
        hostShutdowns.heard(fact);
        DrillStops.heard(stops, fact);
        policies.heard(fact);
    }

    private void measured(StopSample sample) {
        samples.add(sample);
        expectations.learn(samples.all());
    }

    private void writePowerChange(Instant now) {
        PowerState power = supply.power();
        if (!power.word().equals(writtenPower)) {
            writtenPower = power.word();
            record(new Fact.PowerChanged(
                    now, bootId, power.word(), power.onBatterySince().orElse(null)));
        }
    }

    /** Once in an outage: that it passes without us, and why. */
    private void writeBlock(Instant now) {
        Instant failedAt = supply.power().onBatterySince().orElse(null);
        List<String> reasons = agents.reasons(now);
        boolean stands = arming.isArmed() && state.running().isEmpty() && !reasons.isEmpty();
        if (failedAt != null && stands && !failedAt.equals(blockedSince)) {
            blockedSince = failedAt;
            record(new Fact.Noted(
                    now, null, "on battery, and blocked: nothing is asked to stop; " + String.join("; ", reasons)));
        }
    }

    private Snapshot snapshot(Instant now, @Nullable Plan plan) {
        return new Snapshot(
                now,
                state,
                supply.power(),
                supply.reading(),
                supply.latest(),
                supply.remaining(now),
                supply.each(),
                host.inventory(),
                host.graph(),
                plan,
                policies.policy(),
                arming.describe(supply, host, agents.reasons(now)),
                host.lostSince(),
                policies.hostShutdown(),
                Alarms.of(supply, host, journal, hostShutdowns, drills, order, agents, hold.words(now), plan),
                drills.progress());
    }
}
