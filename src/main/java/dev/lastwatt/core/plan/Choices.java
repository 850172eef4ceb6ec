package dev.lastwatt.core.plan;

import dev.lastwatt.core.guest.Dependency;
import dev.lastwatt.core.guest.DependencyGraph;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.plan.Job.Choice;
import dev.lastwatt.core.policy.GuestRule;
import dev.lastwatt.core.policy.Policy;
import dev.lastwatt.core.stoptime.StopEstimator;
import dev.lastwatt.core.stoptime.StopTime;
import dev.lastwatt.core.stoptime.StopTimes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which methods a guest could be stopped by, the preferred one first, and why the others are not among them. What was found out about
 * a guest is kept for as long as the guest looks the same.
 */
final class Choices {

    /**
     * A guest that can have guests of its own: a save is refused only while it has some, which cannot be seen from outside. It is
     * tried where nothing else would be.
     */
    private static final String NESTED = "nested-virtualization";

    private final Policy policy;
    private final StopEstimator times;
    private final DependencyGraph graph;
    private final Map<GuestId, Known> known = new HashMap<>();

    Choices(Policy policy, StopEstimator times, DependencyGraph graph) {
        this.policy = policy;
        this.times = times;
        this.graph = graph;
    }

    /** Whether this is what a request with these would be answered by. */
    boolean restOn(Policy otherPolicy, StopEstimator otherTimes, DependencyGraph otherGraph) {
        return policy == otherPolicy && times == otherTimes && graph == otherGraph;
    }

    /** Forgets the guests that are not there any more once there are too many of them. */
    void keepOnly(Inventory inventory) {
        if (known.size() > 2 * inventory.guests().size() + 100) {
            Set<GuestId> present = new HashSet<>();
            inventory.guests().forEach(g -> present.add(g.id()));
            known.keySet().retainAll(present);
        }
    }

    /** What was found out about one guest. */
    private static final class Known {

        final Guest guest;
        final GuestRule rule;
        final Map<StopMethod, StopTime> times = new EnumMap<>(StopMethod.class);
        final Map<StopMethod, List<PlannedStop.Alternative>> alternatives = new EnumMap<>(StopMethod.class);

        @Nullable Found found;

        Known(Guest guest, GuestRule rule) {
            this.guest = guest;
            this.rule = rule;
        }
    }

    private Known known(Guest guest) {
        Known before = known.get(guest.id());
        if (before != null && before.guest.equals(guest)) {
            return before;
        }
        Known now = new Known(guest, policy.ruleFor(guest));
        known.put(guest.id(), now);
        return now;
    }

    /** The policy's rule for this guest. */
    GuestRule rule(Guest guest) {
        return known(guest).rule;
    }

    /** What the load falls by when this guest is down; 0 where nobody said. */
    double watts(Guest guest) {
        Double stated = known(guest).rule.watts();
        return stated == null ? 0 : stated;
    }

    /** How long this guest takes. */
    StopTime time(Guest guest, StopMethod method) {
        return known(guest).times.computeIfAbsent(method, m -> times.estimate(guest, m));
    }

    /** The possible methods but this one. */
    List<PlannedStop.Alternative> alternatives(Guest guest, StopMethod chosen) {
        return known(guest).alternatives.computeIfAbsent(chosen, m -> of(guest).possible().stream()
                .filter(c -> c.method() != m)
                .map(c -> new PlannedStop.Alternative(c.method(), c.time()))
                .toList());
    }

    /**
     * What could be done.
     *
     * @param possible the methods, the preferred one first; empty if there is none
     * @param refused why each other method of the policy is impossible
     */
    record Found(List<Choice> possible, List<String> refused) {}

    /** What could be done with this guest. */
    Found of(Guest guest) {
        Known about = known(guest);
        Found found = about.found;
        if (found == null) {
            found = find(guest, about.rule);
            about.found = found;
        }
        return found;
    }

    private Found find(Guest guest, GuestRule rule) {
        List<Choice> possible = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (StopMethod method : rule.methods()) {
            String why = whyNot(guest, method, rule);
            if (why == null) {
                possible.add(choice(guest, method, "preferred by the policy"));
            } else {
                refused.add(method.word() + " is not possible: " + why);
            }
        }
        possible.sort((a, b) -> Boolean.compare(a.method() == StopMethod.TURN_OFF, b.method() == StopMethod.TURN_OFF));
        if (possible.size() > 1 && possible.get(0).method() == StopMethod.SHUTDOWN) {
            saveIfItBuysEnough(guest, possible);
        }
        if (!possible.isEmpty() && !refused.isEmpty()) {
            Choice first = possible.get(0);
            possible.set(0, first.because(refused.get(0)));
        }
        return new Found(List.copyOf(possible), refused);
    }

    /** A guest that hangs in its shutdown is cut off, as far as is known, and the policy lets saves be preferred. */
    boolean hangsAreFinal() {
        return !Boolean.TRUE.equals(policy.savesWhileStopping())
                && !policy.saveWhenItBuys().isZero();
    }

    /** Its disk lives on another guest: restored after a standby has taken over, it would write where another now writes. */
    boolean disksLiveElsewhere(Guest guest) {
        return graph.serversOf(guest.id()).stream().anyMatch(d -> d.kind() == Dependency.Kind.HARD)
                || guest.traits().contains("iscsi-initiator");
    }

    private void saveIfItBuysEnough(Guest guest, List<Choice> possible) {
        Duration enough = policy.saveWhenItBuys();
        Choice shutdown = possible.get(0);
        if (enough.isZero() || shutdown.time().samples() == 0 || disksLiveElsewhere(guest)) {
            return;
        }
        for (Choice other : List.copyOf(possible)) {
            long gain = shutdown.millis() - other.millis();
            if (other.method() == StopMethod.SAVE && gain > enough.toMillis()) {
                possible.remove(other);
                possible.add(0, other.because("saving is " + gain / 1000 + " s faster than shutting down"));
            }
        }
    }

    private static @Nullable String whyNot(Guest guest, StopMethod method, GuestRule rule) {
        return switch (method) {
            case SHUTDOWN -> whyNotShutDown(guest);
            case SAVE -> {
                boolean canShutDown = rule.methods().contains(StopMethod.SHUTDOWN) && whyNotShutDown(guest) == null;
                yield NESTED.equals(guest.cannotSave()) && !canShutDown ? null : guest.cannotSave();
            }
            case TURN_OFF -> null;
        };
    }

    private static @Nullable String whyNotShutDown(Guest guest) {
        if (guest.state() == GuestState.PAUSED) {
            return "it is paused and cannot hear a request";
        }
        return guest.shutdownService().obeys()
                ? null
                : "its shutdown integration service does not answer ("
                        + guest.shutdownService()
                                .name()
                                .toLowerCase(Locale.ROOT)
                                .replace('_', ' ') + ")";
    }

    private Choice choice(Guest guest, StopMethod method, String why) {
        StopTime time = time(guest, method);
        // Saves that share a volume share its pace: planned as if all the streams allowed were busy.
        double slower = method == StopMethod.SAVE ? StopTimes.slowerTogether(policy.savesOn(guest.volume())) : 1;
        return new Choice(method, time, Math.max(1, Math.round(time.upper().toMillis() * slower)), slower, why);
    }
}
