package dev.lastwatt.adapter.scenario.product;

import dev.lastwatt.adapter.scenario.Known.KnownUps;
import dev.lastwatt.core.policy.Policy;
import dev.lastwatt.core.power.Battery;
import dev.lastwatt.core.power.RuntimeTable;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a scenario knows of its battery, in the core's words. */
public final class KnownBattery {

    private static final double SECONDS_A_YEAR = 365.25 * 86_400;

    /** What a partial discharge tells the capacity by: the format says nothing of the error. */
    private static final double CALIBRATION_SPREAD = 0.10;

    private KnownBattery() {}

    /** As it stands at that time, when the power fails or is about to. */
    public static Battery of(KnownUps ups, Instant now) {
        Double table = ups.tableSeconds();
        return new Battery(
                installed(ups.batteryAgeYears(), now),
                table == null || !(table >= 1) ? null : RuntimeTable.atPresentLoad(seconds(table)),
                calibration(ups.calibratedHealth(), now),
                Policy.defaults().assumedRuntime());
    }

    private static @Nullable Instant installed(@Nullable Double years, Instant now) {
        return years == null ? null : now.minusSeconds(Math.round(Math.max(0, years) * SECONDS_A_YEAR));
    }

    /** Scenarios do not say when it was taken: it counts as fresh. */
    private static Battery.@Nullable Calibration calibration(@Nullable Double health, Instant now) {
        return health == null || !(health > 0)
                ? null
                : new Battery.Calibration(now, Math.min(2, health), CALIBRATION_SPREAD);
    }

    private static Duration seconds(double value) {
        return Duration.ofMillis(Math.round(value * 1000));
    }
}
