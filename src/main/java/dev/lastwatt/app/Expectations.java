package dev.lastwatt.app;

import dev.lastwatt.core.guest.DependencyGraph;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.guest.OperatingSystem;
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
import java.util.stream.Collectors;
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
    private Map<String, Double> paces = Map.of();
    private StopTimes model;
    private boolean outdated;
    private @Nullable Looked looked;
    private Set<GuestId> known = Set.of();

    /** What the subjects were last worked out from. */
    private record Looked(Inventory inventory, DependencyGraph graph, Policy policy, boolean patching) {

        boolean sameAs(Inventory now, DependencyGraph graphNow, Policy policyNow, boolean patchingNow) {
            return inventory == now && graph == graphNow && policy == policyNow && patching == patchingNow;
        }
    }

    Expectations(List<StopSample> samples) {
        this.samples = List.copyOf(samples);
        this.model = StopTimes.of(subjects, this.samples, Map.of());
    }

    /** Every sample there is now. They count when the model is next asked for: several that come together cost one. */
    void learn(List<StopSample> all) {
        samples = List.copyOf(all);
        outdated = true;
    }

    /**
     * The model as of now.
     *
     * @param stopping guests are being stopped: the model of those that it knows stays as it is until that is over. The stops that
     *     have ended by then are the quick ones, and what they say before the slow ones are over is too good.
     */
    StopEstimator at(Instant now, HostView host, Policy policy, boolean stopping) {
        Inventory inventory = host.inventory();
        if (inventory != null && !(stopping && knowsAll(inventory))) {
            boolean patching = policy.windows().patch().stream()
                    .anyMatch(w -> w.openUntil(now).isPresent());
            Looked before = looked;
            if (!outdated && before != null && before.sameAs(inventory, host.graph(), policy, patching)) {
                return model;
            }
            looked = new Looked(inventory, host.graph(), policy, patching);
            List<Subject> present = subjects(inventory, host, policy, patching);
            known = present.stream().map(Subject::id).collect(Collectors.toSet());
            Map<String, Double> stated = stated(inventory, policy);
            if (outdated || !present.equals(subjects) || !stated.equals(paces)) {
                subjects = present;
                paces = stated;
                model = model.renewed(subjects, samples, paces);
                outdated = false;
            }
        }
        return model;
    }

    /** The stated paces by the names that the inventory uses: Windows does not tell capital letters apart. */
    private static Map<String, Double> stated(Inventory inventory, Policy policy) {
        Map<String, Double> stated = new HashMap<>();
        for (Guest guest : inventory.guests()) {
            policy.limits().savePaces().forEach((volume, pace) -> {
                if (volume.equalsIgnoreCase(guest.volume())) {
                    stated.put(guest.volume(), pace);
                }
            });
        }
        return stated;
    }

    private boolean knowsAll(Inventory inventory) {
        return looked != null && inventory.guests().stream().map(Guest::id).allMatch(known::contains);
    }

    private List<Subject> subjects(Inventory inventory, HostView host, Policy policy, boolean patching) {
        Map<GuestId, Long> memoryBefore = new HashMap<>();
        subjects.forEach(s -> memoryBefore.put(s.id(), s.traits().memoryBytes()));
        Roles roles = Roles.of(host.graph().all(), Set.of());
        return inventory.guests().stream()
                .map(g -> new Subject(
                        g.id(),
                        g.volume(),
                        traits(
                                g,
                                os(policy.ruleFor(g).os()),
                                roles.of(g.id()),
                                memoryBefore.get(g.id()),
                                updates(g, policy, patching))))
                .toList();
    }

    private static Traits traits(Guest guest, Traits.Os os, Role role, @Nullable Long before, Traits.Updates updates) {
        long memory = Math.max(1, guest.memoryBytes());
        boolean asBefore = before != null && Math.abs(memory - before) <= MEMORY_TOLERANCE * before;
        return new Traits(os, asBefore ? before : memory, role, updates);
    }

    /** What runs in a guest does not show from outside, unless the policy says it. */
    private static Traits.Os os(@Nullable OperatingSystem told) {
        if (told == null) {
            return Traits.Os.UNKNOWN;
        }
        return told == OperatingSystem.WINDOWS ? Traits.Os.WINDOWS : Traits.Os.LINUX;
    }

    private static Traits.Updates updates(Guest guest, Policy policy, boolean patching) {
        Boolean said = policy.ruleFor(guest).updatesPending();
        if (said != null) {
            return said ? Traits.Updates.PENDING : Traits.Updates.NONE;
        }
        return patching ? Traits.Updates.EXPECTED : Traits.Updates.UNKNOWN;
    }
}
