package dev.lastwatt.core.plan;

import dev.lastwatt.core.guest.Dependency;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.StopMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The shortest schedule of a few stops with given methods, found by trying every order. Each order is placed as early as it goes,
 * one stop after another, clients first; one of these schedules is the shortest there is.
 */
final class BestOrder {

    private final PlanRequest request;
    private final List<PlannedStop> stops;
    private final Map<GuestId, long[]> placed = new HashMap<>();
    private long best = Long.MAX_VALUE;

    BestOrder(PlanRequest request, Plan plan) {
        this.request = request;
        this.stops = plan.stops();
    }

    long length() {
        place(new ArrayList<>(stops), 0);
        return best;
    }

    private void place(List<PlannedStop> open, long length) {
        if (length >= best) {
            return;
        }
        if (open.isEmpty()) {
            best = length;
            return;
        }
        for (PlannedStop stop : List.copyOf(open)) {
            List<Dependency> clients = request.graph().clientsOf(stop.guest());
            if (clients.stream()
                    .anyMatch(d -> open.stream().anyMatch(o -> o.guest().equals(d.guest())))) {
                continue;
            }
            long ready = clients.stream()
                    .map(d -> placed.get(d.guest()))
                    .mapToLong(p -> p == null ? 0 : p[1])
                    .max()
                    .orElse(0);
            long begin = earliest(stop, ready);
            long end = begin + PlannerPropertyTest.millis(stop);
            placed.put(stop.guest(), new long[] {begin, end});
            List<PlannedStop> rest = new ArrayList<>(open);
            rest.remove(stop);
            place(rest, Math.max(length, end));
            placed.remove(stop.guest());
        }
    }

    private long earliest(PlannedStop stop, long ready) {
        List<Long> candidates = new ArrayList<>(List.of(ready));
        placed.values().stream().map(p -> p[1]).filter(e -> e > ready).forEach(candidates::add);
        return candidates.stream()
                .sorted()
                .filter(begin -> fits(stop, begin, begin + PlannerPropertyTest.millis(stop)))
                .findFirst()
                .orElseThrow();
    }

    private boolean fits(PlannedStop stop, long begin, long end) {
        List<long[]> beside = stops.stream()
                .filter(o -> placed.containsKey(o.guest()) && resource(o).equals(resource(stop)))
                .map(o -> placed.get(o.guest()))
                .filter(p -> p[0] < end && p[1] > begin)
                .toList();
        int limit = stop.method() == StopMethod.SAVE
                ? request.policy()
                        .savesOn(request.inventory()
                                .guest(stop.guest())
                                .orElseThrow()
                                .volume())
                : request.policy().concurrentShutdowns();
        List<Long> moments = new ArrayList<>(List.of(begin));
        beside.stream().map(p -> p[0]).filter(b -> b > begin).forEach(moments::add);
        return moments.stream()
                .allMatch(
                        t -> beside.stream().filter(p -> p[0] <= t && p[1] > t).count() < limit);
    }

    private String resource(PlannedStop stop) {
        return stop.method() == StopMethod.SAVE
                ? "save "
                        + request.inventory().guest(stop.guest()).orElseThrow().volume()
                : stop.method().word();
    }
}
