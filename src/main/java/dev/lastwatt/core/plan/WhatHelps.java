package dev.lastwatt.core.plan;

import dev.lastwatt.core.guest.Dependency;
import dev.lastwatt.core.guest.DependencyGraph;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.guest.Volume;
import dev.lastwatt.core.plan.Suggestion.Kind;
import dev.lastwatt.core.policy.GuestRule;
import dev.lastwatt.core.policy.Policy;
import dev.lastwatt.core.power.RemainingRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What would make the margin larger, and by how much. Each suggestion is a changed input of the plan, and its gain is the difference
 * of the margins of two plans, so that making the change gives just that gain.
 *
 * <p>Looks first where a gain is likely, at the chain that decides, and makes at most {@value #MOST_PLANS} plans.
 */
public final class WhatHelps {

    static final int MOST_PLANS = 60;

    /** Of each kind so many are tried; the chain that decides comes first. */
    private static final int MOST_OF_A_KIND = 12;

    /** So many guests of a group are named. */
    private static final int MOST_NAMED = 6;

    private static final Duration WORTH_TELLING = Duration.ofSeconds(1);
    private static final Duration MORE_BATTERY = Duration.ofMinutes(5);

    private final Plan plan;
    private final PlanRequest request;
    private final List<PlannedStop> stops;
    private final List<Suggestion> found = new ArrayList<>();
    private int plans;

    private WhatHelps(Plan plan) {
        this.plan = plan;
        this.request = plan.request();
        this.stops = plan.stops().stream()
                .filter(s -> s.requestedAt() == null)
                .sorted(Comparator.comparing((PlannedStop s) -> !plan.budget().decidedBy(s.name()))
                        .thenComparing(s -> s.time().upper(), Comparator.reverseOrder()))
                .toList();
    }

    /** The suggestions, the largest gain first; more battery, which has to be bought, last. */
    public static List<Suggestion> with(Plan plan) {
        return new WhatHelps(plan).suggestions();
    }

    private List<Suggestion> suggestions() {
        raiseLimits();
        helpTogether();
        stops.stream().limit(MOST_OF_A_KIND).forEach(this::save);
        dropDependencies();
        stops.stream().filter(this::nothingNeedsIt).limit(MOST_OF_A_KIND).forEach(this::stopEarly);
        stops.stream()
                .filter(s -> s.method() == StopMethod.SAVE)
                .limit(MOST_OF_A_KIND)
                .forEach(this::moveElsewhere);
        found.sort(Comparator.comparing(Suggestion::gain, Comparator.reverseOrder())
                .thenComparing(Suggestion::kind)
                .thenComparing(Suggestion::what));
        plans = 0;
        moreBattery();
        return List.copyOf(found);
    }

    private void raiseLimits() {
        Policy policy = request.policy();
        int saves = policy.savesPerVolume();
        int shutdowns = policy.concurrentShutdowns();
        for (int more : new int[] {saves + 1, saves + 2}) {
            tried(
                    Kind.LIMIT,
                    "write " + more + " saved states to a volume at once instead of " + saves,
                    "policy: savesPerVolume: " + more,
                    with(policy.withLimits(policy.limits().atOnce(more, shutdowns))));
        }
        for (int more : new int[] {shutdowns + 1, shutdowns * 2}) {
            tried(
                    Kind.LIMIT,
                    "shut down " + more + " guests at once instead of " + shutdowns,
                    "policy: concurrentShutdowns: " + more,
                    with(policy.withLimits(policy.limits().atOnce(saves, more))));
        }
    }

    /** Where several guests decide together, helping one of them alone gains nothing: the change is made to all. */
    private void helpTogether() {
        if (plan.budget().tied().isEmpty()) {
            return;
        }
        List<PlannedStop> deciding =
                stops.stream().filter(s -> plan.budget().decidedBy(s.name())).toList();
        List<Guest> savable = deciding.stream()
                .filter(this::canBeSavedInstead)
                .map(this::guest)
                .toList();
        if (savable.size() > 1) {
            Policy changed = request.policy();
            for (Guest guest : savable) {
                changed = changed.withRuleBefore(savedInstead(guest));
            }
            boolean allowed = savable.stream().allMatch(this::maySave);
            tried(
                    Kind.SAVE,
                    "save " + named(savable) + " together instead of shutting them down"
                            + (allowed ? "" : ", if they may be saved: the policy does not allow it now"),
                    "policy, before its other rules, a rule for each: match: its name, methods: [save], the rest as now",
                    with(changed));
        }
        List<Guest> first =
                deciding.stream().filter(this::nothingNeedsIt).map(this::guest).toList();
        if (first.size() > 1) {
            tried(
                    Kind.EARLY,
                    "have " + named(first) + " down before the first stop begins",
                    "stop them by hand as soon as the mains fail, or run them elsewhere",
                    with(first.stream().map(g -> g.withState(GuestState.OFF)).toList()));
        }
    }

    private static String named(List<Guest> guests) {
        int more = guests.size() - MOST_NAMED;
        return guests.stream().map(Guest::name).sorted().limit(MOST_NAMED).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more that take as long" : "");
    }

    private boolean canBeSavedInstead(PlannedStop stop) {
        Guest guest = guest(stop);
        boolean never = request.policy().ruleFor(guest).never().contains(StopMethod.SAVE);
        return stop.method() != StopMethod.SAVE && guest.cannotSave() == null && !never;
    }

    private boolean maySave(Guest guest) {
        return request.policy().ruleFor(guest).methods().contains(StopMethod.SAVE);
    }

    private GuestRule savedInstead(Guest guest) {
        GuestRule rule = request.policy().ruleFor(guest);
        return rule.of(guest.id()).withMethods(List.of(StopMethod.SAVE));
    }

    private void save(PlannedStop stop) {
        Guest guest = guest(stop);
        if (!canBeSavedInstead(stop)) {
            return;
        }
        boolean allowed = maySave(guest);
        tried(
                Kind.SAVE,
                "save " + guest.name() + " instead of shutting it down"
                        + (allowed ? "" : ", if it may be saved: the policy does not allow it now"),
                "policy, before its other rules: match: " + match(guest) + ", methods: [save], the rest as now",
                with(request.policy().withRuleBefore(savedInstead(guest))));
    }

    private void dropDependencies() {
        stops.stream()
                .flatMap(s -> request.graph().serversOf(s.guest()).stream())
                .filter(d ->
                        d.kind() == Dependency.Kind.SOFT && plan.stop(d.on()).isPresent())
                .limit(MOST_OF_A_KIND)
                .toList()
                .forEach(this::drop);
    }

    private void drop(Dependency dropped) {
        Guest client = guest(plan.stop(dropped.guest()).orElseThrow());
        Guest server = guest(plan.stop(dropped.on()).orElseThrow());
        GuestRule rule = request.policy().ruleFor(client);
        List<GuestRule.Need> others = request.graph().serversOf(client.id()).stream()
                .filter(d -> !d.on().equals(server.id()))
                .map(d -> new GuestRule.Need(d.on().toString(), d.kind()))
                .toList();
        DependencyGraph without = without(dropped);
        tried(
                Kind.DEPENDENCY,
                "drop that " + client.name() + " depends on " + server.name() + ", if it can do without",
                "policy, the rule of " + match(client) + ": dependsOn without " + match(server),
                new PlanRequest(
                        request.now(),
                        request.powerFailedAt(),
                        request.earliestStart(),
                        request.remaining(),
                        request.inventory(),
                        without,
                        request.policy().withRuleBefore(rule.of(client.id()).withDependsOn(others)),
                        request.times().ifTheyDependedThus(without.all()),
                        request.inFlight(),
                        request.loadWatts()));
    }

    private DependencyGraph without(Dependency dropped) {
        return DependencyGraph.of(request.inventory().guests().stream()
                .flatMap(g -> request.graph().serversOf(g.id()).stream())
                .filter(d -> !d.equals(dropped))
                .toList());
    }

    private boolean nothingNeedsIt(PlannedStop stop) {
        return request.graph().clientsOf(stop.guest()).stream()
                .noneMatch(d -> plan.stop(d.guest()).isPresent());
    }

    private void stopEarly(PlannedStop stop) {
        Guest guest = guest(stop);
        tried(
                Kind.EARLY,
                "have " + guest.name() + " down before the first stop begins",
                "stop it by hand as soon as the mains fail, or run it elsewhere",
                with(List.of(guest.withState(GuestState.OFF))));
    }

    private void moveElsewhere(PlannedStop stop) {
        Guest guest = guest(stop);
        request.inventory().volumes().stream()
                .filter(v -> !v.name().equals(guest.volume()) && v.freeBytes() >= guest.memoryBytes())
                .max(Comparator.comparingLong(Volume::freeBytes))
                .ifPresent(volume -> tried(
                        Kind.VOLUME,
                        "move " + guest.name() + " to the volume " + volume.name(),
                        "Hyper-V: move the place of its saved state there",
                        with(List.of(guest.onVolume(volume.name())))));
    }

    private void moreBattery() {
        Duration margin = plan.budget().margin();
        Duration more = margin.isNegative()
                ? Duration.ofMinutes(Math.floorDiv(-margin.toMillis() + 59_999, 60_000L))
                : MORE_BATTERY;
        RemainingRuntime now = request.remaining();
        tried(
                Kind.BATTERY,
                more.toMinutes() + " more minute" + (more.toMinutes() == 1 ? "" : "s") + " of battery at this load",
                "a larger or a fresh battery, or less load on the UPS",
                new PlanRequest(
                        request.now(),
                        request.powerFailedAt(),
                        request.earliestStart(),
                        now.longerBy(more),
                        request.inventory(),
                        request.graph(),
                        request.policy(),
                        request.times(),
                        request.inFlight(),
                        request.loadWatts()));
    }

    private void tried(Kind kind, String what, String how, PlanRequest changed) {
        if (plans >= MOST_PLANS - 1) {
            return;
        }
        plans++;
        Plan after = Planner.plan(changed);
        Duration gain = after.budget().margin().minus(plan.budget().margin());
        // A guest that the change would leave to the host's own shutdown is no gain.
        if (gain.compareTo(WORTH_TELLING) >= 0
                && after.left().size() <= plan.left().size()) {
            found.add(new Suggestion(kind, what, how, gain, late(plan) - late(after), changed));
        }
    }

    private static int late(Plan plan) {
        return (int) plan.stops().stream()
                .filter(s -> s.requestedAt() == null && s.slack().isNegative())
                .count();
    }

    private PlanRequest with(Policy policy) {
        return new PlanRequest(
                request.now(),
                request.powerFailedAt(),
                request.earliestStart(),
                request.remaining(),
                request.inventory(),
                request.graph(),
                policy,
                request.times(),
                request.inFlight(),
                request.loadWatts());
    }

    private PlanRequest with(List<Guest> changed) {
        Inventory now = request.inventory();
        Map<GuestId, Guest> others = changed.stream().collect(Collectors.toMap(Guest::id, g -> g));
        return new PlanRequest(
                request.now(),
                request.powerFailedAt(),
                request.earliestStart(),
                request.remaining(),
                new Inventory(
                        now.takenAt(),
                        now.hostName(),
                        now.guests().stream()
                                .map(g -> others.getOrDefault(g.id(), g))
                                .toList(),
                        now.volumes()),
                request.graph(),
                request.policy(),
                request.times(),
                request.inFlight(),
                request.loadWatts());
    }

    private Guest guest(PlannedStop stop) {
        return request.inventory().guest(stop.guest()).orElseThrow();
    }

    /** As a policy would name it: by its name where that is plain and the only one, else by its id. */
    private String match(Guest guest) {
        boolean plain = guest.name().matches("[A-Za-z0-9][A-Za-z0-9._-]*");
        boolean only = request.inventory().guests().stream()
                        .filter(g -> g.name().equalsIgnoreCase(guest.name()))
                        .count()
                == 1;
        return plain && only ? guest.name() : guest.id().toString();
    }
}
