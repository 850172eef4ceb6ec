package dev.lastwatt.adapter.scenario.world;

import org.jspecify.annotations.Nullable;

/**
 * What the UPS says.
 *
 * @param at seconds since the power failure
 * @param runtimeSeconds how long the battery lasts, in whole tens; null from a gauge that does not say
 * @param chargePercent in whole percent
 * @param loadWatts the load
 * @param lowBattery whether the low battery flag stands
 */
public record GaugeReading(
        double at, @Nullable Double runtimeSeconds, double chargePercent, double loadWatts, boolean lowBattery) {}
