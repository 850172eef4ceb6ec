package dev.lastwatt.core.drill;

import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.power.Reading;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How everything was before the discharge, for comparison.
 *
 * @param at since when the battery feeds the load; before the discharge, when the readings were taken
 * @param reading the last one on the mains
 * @param running the guests that were up, with their names
 */
public record CalibrationStart(Instant at, Reading reading, Map<GuestId, String> running) {

    /** Copies the map. */
    public CalibrationStart {
        running = Map.copyOf(running);
    }

    static CalibrationStart of(Instant at, Reading reading, @Nullable Inventory inventory) {
        return new CalibrationStart(
                at,
                reading,
                inventory == null
                        ? Map.of()
                        : inventory.guests().stream()
                                .filter(g -> g.state().isUp())
                                .collect(Collectors.toMap(Guest::id, Guest::name)));
    }

    CalibrationStart since(Instant onBattery) {
        return new CalibrationStart(onBattery, reading, running);
    }
}
