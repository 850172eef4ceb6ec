package dev.lastwatt.core.policy;

import dev.lastwatt.core.guest.CycleException;
import dev.lastwatt.core.guest.Dependency;
import dev.lastwatt.core.guest.DependencyGraph;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The policy's dependencies, resolved against the guests there are.
 *
 * @param graph the dependencies
 * @param unknown what names no guest, which is more often a typing error than meant
 * @param circles guests that depend on each other, and what is left out of it
 */
public record Dependencies(DependencyGraph graph, List<String> unknown, List<String> circles) {

    /** Everything that is wrong with them. */
    public List<String> notes() {
        return Stream.concat(unknown.stream(), circles.stream()).toList();
    }

    /**
     * Resolves every pattern. A guest that its own pattern names does not depend on itself. Where guests depend on each other in a
     * circle, dependencies are left out until there is none, a soft one first: an order that is nearly right beats none.
     */
    public static Dependencies resolve(Policy policy, Collection<Guest> guests) {
        List<Dependency> found = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (GuestRule rule : policy.rules()) {
            if (guests.stream().noneMatch(g -> policy.groups().name(rule.match(), g))) {
                notes.add("rule '" + rule.match() + "' of the policy names no guest of this host");
            }
        }
        for (Guest guest : guests) {
            for (GuestRule.Need need : policy.ruleFor(guest).dependsOn()) {
                List<Guest> servers = guests.stream()
                        .filter(g -> policy.groups().name(need.on(), g))
                        .toList();
                if (servers.isEmpty()) {
                    notes.add(guest.name() + " depends on '" + need.on() + "', which names no guest of this host");
                }
                servers.stream()
                        .filter(s -> !s.id().equals(guest.id()))
                        .forEach(s -> found.add(new Dependency(guest.id(), s.id(), need.kind())));
            }
        }
        List<String> circles = new ArrayList<>();
        DependencyGraph graph = withoutCircles(found, guests, circles);
        return new Dependencies(graph, notes.stream().distinct().toList(), circles);
    }

    private static DependencyGraph withoutCircles(
            List<Dependency> dependencies, Collection<Guest> guests, List<String> notes) {
        List<Dependency> left = new ArrayList<>(dependencies);
        while (true) {
            try {
                return DependencyGraph.of(left);
            } catch (CycleException e) {
                Dependency dropped = weakest(e.path(), left);
                left.removeIf(d -> d.guest().equals(dropped.guest()) && d.on().equals(dropped.on()));
                notes.add("the dependencies form a circle: "
                        + e.path().stream().map(id -> name(id, guests)).collect(Collectors.joining(" depends on "))
                        + "; remove one of them from the policy. Until then that "
                        + name(dropped.guest(), guests) + " depends on " + name(dropped.on(), guests)
                        + " is not kept");
            }
        }
    }

    /** The last soft dependency on the circle, or else its last one. */
    private static Dependency weakest(List<GuestId> circle, List<Dependency> dependencies) {
        Dependency weakest = null;
        for (int i = 0; i + 1 < circle.size(); i++) {
            GuestId from = circle.get(i);
            GuestId to = circle.get(i + 1);
            boolean hard = dependencies.stream()
                    .anyMatch(d -> d.guest().equals(from) && d.on().equals(to) && d.kind() == Dependency.Kind.HARD);
            if (!hard || weakest == null || weakest.kind() == Dependency.Kind.HARD) {
                weakest = new Dependency(from, to, hard ? Dependency.Kind.HARD : Dependency.Kind.SOFT);
            }
        }
        return Objects.requireNonNull(weakest, "a circle has a dependency");
    }

    private static String name(GuestId id, Collection<Guest> guests) {
        return guests.stream()
                .filter(g -> g.id().equals(id))
                .map(Guest::name)
                .findFirst()
                .orElse(id.toString());
    }
}
