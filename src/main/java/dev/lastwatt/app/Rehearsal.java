package dev.lastwatt.app;

import dev.lastwatt.core.guest.DependencyGraph;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.outage.Directive;
import dev.lastwatt.core.outage.InFlightStops;
import dev.lastwatt.core.outage.OutageMachine;
import dev.lastwatt.core.outage.OutageState;
import dev.lastwatt.core.outage.Outcome;
import dev.lastwatt.core.outage.Situation;
import dev.lastwatt.core.outage.Step;
import dev.lastwatt.core.plan.Plan;
import dev.lastwatt.core.plan.PlanRequest;
import dev.lastwatt.core.plan.Planner;
import dev.lastwatt.core.policy.Policy;
import dev.lastwatt.core.power.PowerState;
import dev.lastwatt.core.power.RemainingRuntime;
import dev.lastwatt.core.stoptime.StopEstimator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Plays an outage that begins now through the very machine that would decide, with guests that take just the median time and a
 * battery that lasts just its lower bound. Touches nothing.
 */
public final class Rehearsal {

    private static final Duration LONGEST = Duration.ofHours(24);

    private final Instant start;
    private final RemainingRuntime battery;
    private final DependencyGraph graph;
    private final Policy policy;
    private final StopEstimator times;
    private final List<Moment> moments = new ArrayList<>();
    private final Map<GuestId, Instant> downAt = new HashMap<>();
    private final Map<GuestId, StopMethod> methods = new HashMap<>();
    private Inventory inventory;
    private OutageState state = new OutageState.OnLine();

    private Rehearsal(
            Instant start,
            RemainingRuntime battery,
            Inventory inventory,
            DependencyGraph graph,
            Policy policy,
            StopEstimator times) {
        this.start = start;
        this.battery = battery;
        this.inventory = inventory;
        this.graph = graph;
        this.policy = policy;
        this.times = times;
    }

    /**
     * Something that would happen.
     *
     * @param after how long after the failure of the mains
     * @param what in words
     */
    public record Moment(Duration after, String what) {}

    /** The moments, in order. */
    static List<Moment> of(
            Instant now,
            RemainingRuntime battery,
            Inventory inventory,
            DependencyGraph graph,
            Policy policy,
            StopEstimator times) {
        return new Rehearsal(now, battery, inventory, graph, policy, times).play();
    }

    private List<Moment> play() {
        say(start, "the mains fail; the battery lasts " + words(battery.lowerBound()) + " at least");
        Instant end = start.plus(LONGEST);
        for (Instant now = start; now.isBefore(end); now = now.plusSeconds(1)) {
            guestsThatAreDown(now);
            Step step = OutageMachine.step(state, situation(now));
            state = step.state();
            for (Directive directive : step.directives()) {
                carryOut(directive, now);
            }
            if (state instanceof OutageState.Off) {
                return List.copyOf(moments);
            }
        }
        return List.copyOf(moments);
    }

    private Situation situation(Instant now) {
        Duration passed = Duration.between(start, now);
        RemainingRuntime left = battery.after(passed);
        Instant ridden = start.plus(policy.rideThrough());
        Plan plan = Planner.plan(new PlanRequest(
                now,
                start,
                now.isAfter(ridden) ? now : ridden,
                left,
                inventory,
                graph,
                policy,
                times,
                InFlightStops.of(state)));
        return new Situation(
                now,
                new PowerState.OnBattery(start),
                null,
                left,
                inventory,
                graph,
                plan,
                policy,
                true,
                null,
                "rehearsal",
                Duration.ZERO,
                null,
                false,
                null);
    }

    private void carryOut(Directive directive, Instant now) {
        if (directive instanceof Directive.AskStop ask) {
            Guest guest = inventory.guest(ask.guest()).orElseThrow();
            say(now, guest.name() + " would be asked to stop: " + ask.method().word());
            downAt.put(guest.id(), now.plus(times.estimate(guest, ask.method()).median()));
            methods.put(guest.id(), ask.method());
            become(guest.id(), ask.method() == StopMethod.SAVE ? GuestState.SAVING : GuestState.STOPPING);
            state = state.running()
                    .map(run ->
                            OutageMachine.withRun(state, run.stopAnswered(ask.guest(), ask.method(), Outcome.ACCEPTED)))
                    .orElse(state);
        } else if (directive instanceof Directive.AskHostShutdown ask) {
            say(now, "the host would go down: " + ask.reason());
            say(now.plus(policy.hostShutdown()), "the host would be off at the latest");
            state = OutageMachine.hostAnswered(state, true);
        }
    }

    private void guestsThatAreDown(Instant now) {
        for (Map.Entry<GuestId, Instant> entry : Map.copyOf(downAt).entrySet()) {
            if (!now.isBefore(entry.getValue())) {
                GuestId id = entry.getKey();
                downAt.remove(id);
                become(id, methods.get(id) == StopMethod.SAVE ? GuestState.SAVED : GuestState.OFF);
                inventory.guest(id).ifPresent(g -> say(now, g.name() + " is expected to be down"));
            }
        }
    }

    private void become(GuestId id, GuestState to) {
        inventory = new Inventory(
                inventory.takenAt(),
                inventory.hostName(),
                inventory.guests().stream()
                        .map(g -> g.id().equals(id) ? g.withState(to) : g)
                        .toList(),
                inventory.volumes());
    }

    private void say(Instant at, String what) {
        moments.add(new Moment(Duration.between(start, at), what));
    }

    private static String words(Duration time) {
        return time.toMinutes() + " min " + time.toSecondsPart() + " s";
    }
}
