package dev.lastwatt.core.guest;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who depends on whom; without a cycle. */
public final class DependencyGraph {

    private final Map<GuestId, List<Dependency>> byGuest;
    private final Map<GuestId, List<Dependency>> byServer;

    private DependencyGraph(Map<GuestId, List<Dependency>> byGuest, Map<GuestId, List<Dependency>> byServer) {
        this.byGuest = byGuest;
        this.byServer = byServer;
    }

    /**
     * Builds the graph. A dependency given twice counts once, the harder kind wins.
     *
     * @throws CycleException if guests depend on each other in a circle, with its path
     */
    public static DependencyGraph of(Collection<Dependency> dependencies) {
        Map<List<GuestId>, Dependency> unique = new LinkedHashMap<>();
        for (Dependency d : dependencies) {
            unique.merge(List.of(d.guest(), d.on()), d, (a, b) -> a.kind() == Dependency.Kind.HARD ? a : b);
        }
        Map<GuestId, List<Dependency>> byGuest = new LinkedHashMap<>();
        Map<GuestId, List<Dependency>> byServer = new LinkedHashMap<>();
        for (Dependency d : unique.values()) {
            byGuest.computeIfAbsent(d.guest(), k -> new ArrayList<>()).add(d);
            byServer.computeIfAbsent(d.on(), k -> new ArrayList<>()).add(d);
        }
        refuseCycle(byGuest);
        return new DependencyGraph(byGuest, byServer);
    }

    /** Every dependency. */
    public List<Dependency> all() {
        return byGuest.values().stream().flatMap(List::stream).toList();
    }

    /** What this guest depends on. */
    public List<Dependency> serversOf(GuestId guest) {
        return byGuest.getOrDefault(guest, List.of());
    }

    /** What depends on this guest. */
    public List<Dependency> clientsOf(GuestId guest) {
        return byServer.getOrDefault(guest, List.of());
    }

    private static void refuseCycle(Map<GuestId, List<Dependency>> byGuest) {
        Map<GuestId, Boolean> finished = new HashMap<>();
        for (GuestId start : byGuest.keySet()) {
            visit(start, byGuest, finished);
        }
    }

    /** Depth first without recursion: a chain may be as long as there are guests. */
    private static void visit(GuestId start, Map<GuestId, List<Dependency>> byGuest, Map<GuestId, Boolean> finished) {
        Deque<GuestId> path = new ArrayDeque<>();
        Deque<Deque<Dependency>> open = new ArrayDeque<>();
        if (finished.containsKey(start)) {
            return;
        }
        finished.put(start, false);
        path.addLast(start);
        open.addLast(new ArrayDeque<>(byGuest.getOrDefault(start, List.of())));
        while (!path.isEmpty()) {
            Dependency next = open.getLast().pollFirst();
            if (next == null) {
                open.removeLast();
                finished.put(path.removeLast(), true);
                continue;
            }
            Boolean seen = finished.get(next.on());
            if (seen == null) {
                finished.put(next.on(), false);
                path.addLast(next.on());
                open.addLast(new ArrayDeque<>(byGuest.getOrDefault(next.on(), List.of())));
            } else if (!seen) {
                List<GuestId> cycle = new ArrayList<>(path);
                cycle = new ArrayList<>(cycle.subList(cycle.indexOf(next.on()), cycle.size()));
                cycle.add(next.on());
                throw new CycleException(cycle);
            }
        }
    }
}
