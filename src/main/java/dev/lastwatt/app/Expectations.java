package dev.lastwatt.app;

import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.policy.Policy;
import dev.lastwatt.core.stoptime.Role;
import dev.lastwatt.core.stoptime.Roles;
import dev.lastwatt.core.stoptime.StopEstimator;
import dev.lastwatt.core.stoptime.StopSample;
import dev.lastwatt.core.stoptime.StopTimes;
import dev.lastwatt.core.stoptime.StopTimes.Subject;
import dev.lastwatt.core.stoptime.Traits;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The stop-time model of the guests there are. Made anew when a sample arrives, or when something that it rests on has changed (guests,
 * their memory, who leans on whom, what the policy says of updates, a patch window), and never else.
 */
final class Expectations {

    /** Dynamic memory moves all the time; only a change by more than this share makes another guest of it. */
    private static final double MEMORY_TOLERANCE = 0.1;

    private List<StopSample> samples;
    private List<Subject> subjects = List.of();
    private StopTimes model;
    private boolean outdated;

    Expectations(List<StopSample> samples) {
        this.samples = List.copyOf(samples);
        this.model = StopTimes.of(subjects, this.samples, Map.of());
    }

    /** Every sample there is now. They count when the model is next asked for: several that come together cost one. */
    void learn(List<StopSample> all) {
        samples = List.copyOf(all);
        outdated = true;
    }

    /** The model as of now. */
    StopEstimator at(Instant now, HostView host, Policy policy) {
        Inventory inventory = host.inventory();
        if (inventory != null) {
            List<Subject> present = subjects(now, inventory, host, policy);
            if (outdated || !present.equals(subjects)) {
                subjects = present;
                model = model.renewed(subjects, samples, Map.of());
                outdated = false;
            }
        }
        return model;
    }

    private List<Subject> subjects(Instant now, Inventory inventory, HostView host, Policy policy) {
        Map<GuestId, Long> memoryBefore = new HashMap<>();
        subjects.forEach(s -> memoryBefore.put(s.id(), s.traits().memoryBytes()));
        boolean patching =
                policy.windows().patch().stream().anyMatch(w -> w.openUntil(now).isPresent());
        Roles roles = Roles.of(host.graph().all(), Set.of());
        return inventory.guests().stream()
                .map(g -> new Subject(
                        g.id(),
                        g.volume(),
                        traits(g, roles.of(g.id()), memoryBefore.get(g.id()), updates(g, policy, patching))))
                .toList();
    }

    private static Traits traits(Guest guest, Role role, @Nullable Long before, Traits.Updates updates) {
        long memory = Math.max(1, guest.memoryBytes());
        boolean asBefore = before != null && Math.abs(memory - before) <= MEMORY_TOLERANCE * before;
        // What runs in a guest does not show from outside.
        return new Traits(Traits.Os.UNKNOWN, asBefore ? before : memory, role, updates);
    }

    private static Traits.Updates updates(Guest guest, Policy policy, boolean patching) {
        Boolean said = policy.ruleFor(guest).updatesPending();
        if (said != null) {
            return said ? Traits.Updates.PENDING : Traits.Updates.NONE;
        }
        return patching ? Traits.Updates.EXPECTED : Traits.Updates.UNKNOWN;
    }
}
