package dev.lastwatt.adapter.scenario.product;

import dev.lastwatt.adapter.scenario.Known.KnownUps;
import dev.lastwatt.core.policy.Policy;
import dev.lastwatt.core.power.Battery;
import dev.lastwatt.core.power.RuntimeTable;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a scenario knows of its battery, in the core's words. */
final class KnownBattery {

    private static final double SECONDS_A_YEAR = 365.25 * 86_400;

    /** What a partial discharge tells the capacity by: the format says nothing of the error. */
    private static final double CALIBRATION_SPREAD = 0.10;

    private KnownBattery() {}

    static Battery of(KnownUps ups) {
        Double table = ups.tableSeconds();
        return new Battery(
                installed(ups.batteryAgeYears()),
                table == null || !(table >= 1) ? null : RuntimeTable.atPresentLoad(seconds(table)),
                calibration(ups.calibratedHealth()),
                Policy.defaults().assumedRuntime());
    }

    private static @Nullable Instant installed(@Nullable Double years) {
        return years == null
                ? null
                : KnownHostSite.FAILURE.minusSeconds(Math.round(Math.max(0, years) * SECONDS_A_YEAR));
    }

    /** Scenarios do not say when it was taken: it counts as fresh. */
    private static Battery.@Nullable Calibration calibration(@Nullable Double health) {
        return health == null || !(health > 0)
                ? null
                : new Battery.Calibration(KnownHostSite.FAILURE, Math.min(2, health), CALIBRATION_SPREAD);
    }

    private static Duration seconds(double value) {
        return Duration.ofMillis(Math.round(value * 1000));
    }
}
