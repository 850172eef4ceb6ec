package dev.lastwatt.adapter.ups.simulated;

import dev.lastwatt.adapter.scenario.Truth.Gauge;
import dev.lastwatt.adapter.scenario.Truth.GaugeKind;
import org.jspecify.annotations.Nullable;

/**
 * What a gauge makes of a battery: the table of the scenario format.
 *
 * @param newSeconds what a new battery would hold at the charge the outage begins with (A of the format)
 * @param startCharge the charge the outage begins with, above 0 to 1
 */
record GaugeLaw(Gauge gauge, double newSeconds, double startCharge) {

    private static final double LOW_RUNTIME_SECONDS = 120;
    private static final double LOW_CHARGE_PERCENT = 10;

    /**
     * What the display shows.
     *
     * @param runtimeSeconds in steps of ten, or null
     * @param chargePercent whole
     */
    record Shown(@Nullable Double runtimeSeconds, double chargePercent, double watts, boolean low) {}

    private record Raw(@Nullable Double runtime, double charge) {}

    /** Reading number {@code index}, {@code onBattery} seconds after the power failure. */
    Shown reading(long index, double onBattery, SimulatedBattery battery, double watts) {
        Raw raw = raw(index, onBattery, battery, battery.drain(watts));
        Double runtime = raw.runtime();
        if (runtime != null) {
            runtime = Math.floor(runtime * Math.exp(0.03 * noise(index, 0)) / 10 + 0.5) * 10;
            // Without load a battery lasts for ever, which no gauge can show.
            runtime = Double.isFinite(runtime) ? runtime : null;
        }
        double charge = Math.floor(100 * raw.charge() * startCharge + 0.5);
        boolean low = (runtime != null && runtime <= LOW_RUNTIME_SECONDS) || charge <= LOW_CHARGE_PERCENT;
        return new Shown(runtime, charge, watts * (1 + 0.02 * noise(index, 3)), low);
    }

    /** Whether low battery is shown whatever the numbers say. */
    boolean lowRegardless(double onBattery) {
        return gauge.kind() == GaugeKind.EARLY_LOW && onBattery >= 1;
    }

    private Raw raw(long index, double onBattery, SimulatedBattery battery, double drain) {
        double left = battery.leftSeconds();
        double share = left / battery.fullSeconds();
        double asIfNew = Math.max(0, newSeconds - battery.usedSeconds());
        return switch (gauge.kind()) {
            case GOOD, EARLY_LOW -> new Raw(left / drain * gauge.bias(), share);
            case OPTIMISTIC -> {
                double lie = Math.min(1, share / 0.35);
                yield new Raw(
                        (lie * asIfNew + (1 - lie) * left) / drain * gauge.bias(),
                        lie * asIfNew / newSeconds + (1 - lie) * share);
            }
            case CLIFF ->
                share > gauge.cliffAt()
                        ? new Raw(asIfNew / drain * gauge.bias(), asIfNew / newSeconds)
                        : new Raw(left / drain, Math.min(0.05, share));
            case STUCK -> new Raw(gauge.stuckSeconds(), share);
            case PESSIMISTIC ->
                new Raw(0.5 * left / drain * gauge.bias(), share * (0.55 + 0.45 * Math.exp(-onBattery / 5)));
            case NOISY ->
                new Raw(
                        left / drain * Math.exp(0.5 * noise(index, 1)),
                        Math.min(1, Math.max(0, share + 0.1 * noise(index, 2))));
            case NO_RUNTIME -> new Raw(null, share);
        };
    }

    private double noise(long index, int which) {
        int size = gauge.noise().size();
        return gauge.noise().get((int) ((4 * index + which) % size));
    }
}
