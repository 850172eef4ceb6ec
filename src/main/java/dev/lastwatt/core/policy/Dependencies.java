package dev.lastwatt.core.policy;

import dev.lastwatt.core.guest.Dependency;
import dev.lastwatt.core.guest.DependencyGraph;
import dev.lastwatt.core.guest.Guest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The policy's dependencies, resolved against the guests there are.
 *
 * @param graph the dependencies
 * @param notes patterns that name no guest, which is more often a typing error than meant
 */
public record Dependencies(DependencyGraph graph, List<String> notes) {

    /**
     * Resolves every pattern. A guest that its own pattern names does not depend on itself.
     *
     * @throws dev.lastwatt.core.guest.CycleException if the dependencies form a circle
     */
    public static Dependencies resolve(Policy policy, Collection<Guest> guests) {
        List<Dependency> found = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (GuestRule rule : policy.rules()) {
            if (guests.stream().noneMatch(rule::matches)) {
                notes.add("rule '" + rule.match() + "' of the policy names no guest of this host");
            }
        }
        for (Guest guest : guests) {
            for (GuestRule.Need need : policy.ruleFor(guest).dependsOn()) {
                Pattern pattern = Pattern.of(need.on());
                List<Guest> servers = guests.stream().filter(pattern::matches).toList();
                if (servers.isEmpty()) {
                    notes.add(guest.name() + " depends on '" + need.on() + "', which names no guest of this host");
                }
                servers.stream()
                        .filter(s -> !s.id().equals(guest.id()))
                        .forEach(s -> found.add(new Dependency(guest.id(), s.id(), need.kind())));
            }
        }
        return new Dependencies(
                DependencyGraph.of(found), List.copyOf(notes.stream().distinct().toList()));
    }
}
