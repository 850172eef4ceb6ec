package dev.lastwatt.core.drill;

import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.StopMethod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An order on its way: guests that wait, and what came of those that do not any more.
 *
 * @param beganAt when it was taken
 * @param waiting the guests that have not had their turn
 * @param results what came of the others, oldest first
 * @param looksAgain whether, once none waits any more, those are drilled once more that the plan would then stop by a method that
 *     was never timed: what a drill shows changes the plan
 */
public record DrillSeries(
        DrillOrder order, Instant beganAt, List<GuestId> waiting, List<DrillResult> results, boolean looksAgain) {

    /** Copies the lists. */
    public DrillSeries {
        waiting = List.copyOf(waiting);
        results = List.copyOf(results);
    }

    static DrillSeries of(DrillOrder order, Instant now) {
        return new DrillSeries(
                order, now, order.guests(), List.of(), order.guests().size() > 1 && order.method() == null);
    }

    DrillSeries withoutFirst() {
        return new DrillSeries(order, beganAt, waiting.subList(1, waiting.size()), results, looksAgain);
    }

    /** None is drilled any more. */
    DrillSeries withoutWaiting() {
        return new DrillSeries(order, beganAt, List.of(), results, false);
    }

    DrillSeries waitingFor(List<GuestId> more) {
        return new DrillSeries(order, beganAt, more, results, looksAgain);
    }

    /** Those that the plan would now stop by a method that was never timed, nor tried in this series; each comes once by a method. */
    List<GuestId> toBeTimed(DrillSituation now) {
        return order.guests().stream()
                .filter(id -> now.planned()
                        .apply(id)
                        .filter(m -> m != StopMethod.TURN_OFF && isUntimed(id, m, now))
                        .isPresent())
                .toList();
    }

    private boolean isUntimed(GuestId id, StopMethod method, DrillSituation now) {
        boolean tried =
                results.stream().anyMatch(r -> r.guest().equals(id) && (r.method() == null || r.method() == method));
        return !tried
                && now.guest(id)
                        .filter(g -> now.times().apply(g, method).samples() == 0)
                        .isPresent();
    }

    DrillSeries with(DrillResult result) {
        List<DrillResult> more = new ArrayList<>(results);
        more.add(result);
        return new DrillSeries(order, beganAt, waiting, more, looksAgain);
    }
}
