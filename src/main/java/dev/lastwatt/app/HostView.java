package dev.lastwatt.app;

import dev.lastwatt.core.guest.DependencyGraph;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.GuestStatus;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.policy.Dependencies;
import dev.lastwatt.core.policy.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of the guests: the latest inventory with fresher states laid over it, and who depends on whom. */
final class HostView {

    private @Nullable Inventory inventory;
    private @Nullable Instant lostSince;
    private @Nullable String lostBecause;
    private DependencyGraph graph = DependencyGraph.of(List.of());
    private List<String> notes = List.of();
    private final Map<GuestId, Instant> statesAskedAt = new HashMap<>();
    private @Nullable Instant inventoryAskedAt;

    /** Until the first inventory the hypervisor counts as lost since the start. */
    HostView(Instant startedAt) {
        lostSince = startedAt;
        lostBecause = "not read yet";
    }

    /**
     * A whole inventory. Reading one takes long enough for a guest to stop meanwhile: where a state is known that was asked for later
     * than this inventory, that one stays.
     *
     * @param askedAt when the inventory was asked for
     */
    void read(Inventory fresh, Instant askedAt, Policy policy) {
        Inventory before = inventory;
        inventory = new Inventory(
                fresh.takenAt(),
                fresh.hostName(),
                fresh.guests().stream().map(g -> newest(g, before, askedAt)).toList(),
                fresh.volumes());
        inventoryAskedAt = askedAt;
        answered();
        resolve(policy);
    }

    private Guest newest(Guest guest, @Nullable Inventory before, Instant askedAt) {
        Instant stateAt = statesAskedAt.get(guest.id());
        if (before == null || stateAt == null || !stateAt.isAfter(askedAt)) {
            return guest;
        }
        return before.guest(guest.id())
                .map(g -> guest.withState(g.state()).withHeartbeat(g.heartbeat()))
                .orElse(guest);
    }

    /** Resolves the policy's dependencies anew. */
    void resolve(Policy policy) {
        Inventory known = inventory;
        if (known != null) {
            Dependencies resolved = Dependencies.resolve(policy, known.guests());
            graph = resolved.graph();
            notes = resolved.notes();
        }
    }

    /** Fresh states of some guests: those of {@code asked} that are missing in the answer are gone. */
    void read(List<GuestStatus> states, Set<GuestId> asked, Instant askedAt) {
        answered();
        if (inventoryAskedAt != null && askedAt.isBefore(inventoryAskedAt)) {
            // A look that was overtaken by a whole inventory would show the guests as they were.
            return;
        }
        asked.forEach(id -> statesAskedAt.put(id, askedAt));
        Inventory known = inventory;
        if (known == null) {
            return;
        }
        Map<GuestId, GuestStatus> fresh = new HashMap<>();
        states.forEach(s -> fresh.put(s.id(), s));
        Set<GuestId> gone = new HashSet<>(asked);
        gone.removeAll(fresh.keySet());
        List<Guest> guests = new ArrayList<>();
        boolean changed = false;
        for (Guest guest : known.guests()) {
            GuestStatus status = fresh.get(guest.id());
            if (status != null) {
                boolean same = status.state() == guest.state() && status.heartbeat() == guest.heartbeat();
                guests.add(same ? guest : guest.withState(status.state()).withHeartbeat(status.heartbeat()));
                changed |= !same;
            } else if (!gone.contains(guest.id())) {
                guests.add(guest);
            } else {
                changed = true;
            }
        }
        if (!changed) {
            return;
        }
        inventory = new Inventory(known.takenAt(), known.hostName(), guests, known.volumes());
    }

    private void answered() {
        lostSince = null;
        lostBecause = null;
    }

    void lost(Instant now, String because) {
        if (lostSince == null) {
            lostSince = now;
        }
        lostBecause = because;
    }

    @Nullable Inventory inventory() {
        return inventory;
    }

    /** When the latest whole inventory was asked for, null before the first. */
    @Nullable Instant lookedAt() {
        return inventoryAskedAt;
    }

    @Nullable Instant lostSince() {
        return lostSince;
    }

    @Nullable String lostBecause() {
        return lostBecause;
    }

    DependencyGraph graph() {
        return graph;
    }

    List<String> notes() {
        return notes;
    }

    /** The guests as if all of these ran: for what a full stop would need after they are back. */
    @Nullable Inventory asIfRunning(Set<GuestId> guests) {
        Inventory known = inventory;
        if (known == null) {
            return null;
        }
        return new Inventory(
                known.takenAt(),
                known.hostName(),
                known.guests().stream()
                        .map(g -> guests.contains(g.id()) ? g.withState(GuestState.RUNNING) : g)
                        .toList(),
                known.volumes());
    }
}
