package dev.lastwatt.adapter.control;

import java.util.List;

/** What is known of the battery, a line each. */
public record BatteryState(List<String> lines) {

    /** Copies. */
    public BatteryState {
        lines = List.copyOf(lines);
    }
}
