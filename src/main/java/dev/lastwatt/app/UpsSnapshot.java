package dev.lastwatt.app;

import dev.lastwatt.core.power.PowerState;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.power.RemainingRuntime;
import dev.lastwatt.core.power.SourceAnswer;
import org.jspecify.annotations.Nullable;

/**
 * One of several UPSes, by one of its sources, at one moment.
 *
 * @param ups its name
 * @param source where the reading comes from
 * @param power what its answers amount to
 * @param reading the latest, null if there never was one
 * @param answer the latest, null before the first
 * @param remaining how long it lasts at the load that it carries
 */
public record UpsSnapshot(
        String ups,
        String source,
        PowerState power,
        @Nullable Reading reading,
        @Nullable SourceAnswer answer,
        RemainingRuntime remaining) {}
