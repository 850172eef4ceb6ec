package dev.lastwatt.core.drill;

import dev.lastwatt.core.guest.GuestId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An order on its way: guests that wait, and what came of those that do not any more.
 *
 * @param beganAt when it was taken
 * @param waiting the guests that have not had their turn
 * @param results what came of the others, oldest first
 */
public record DrillSeries(DrillOrder order, Instant beganAt, List<GuestId> waiting, List<DrillResult> results) {

    /** Copies the lists. */
    public DrillSeries {
        waiting = List.copyOf(waiting);
        results = List.copyOf(results);
    }

    static DrillSeries of(DrillOrder order, Instant now) {
        return new DrillSeries(order, now, order.guests(), List.of());
    }

    DrillSeries withoutFirst() {
        return new DrillSeries(order, beganAt, waiting.subList(1, waiting.size()), results);
    }

    DrillSeries withoutWaiting() {
        return new DrillSeries(order, beganAt, List.of(), results);
    }

    DrillSeries with(DrillResult result) {
        List<DrillResult> more = new ArrayList<>(results);
        more.add(result);
        return new DrillSeries(order, beganAt, waiting, more);
    }
}
