package dev.lastwatt.adapter.scenario.world;

import dev.lastwatt.adapter.scenario.Truth.Battery;
import dev.lastwatt.adapter.scenario.Truth.Gauge;
import dev.lastwatt.adapter.scenario.Truth.GaugeKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the gauge of a scenario says of a battery: the format's table of kinds, in code. */
final class Gauges {

    private static final double LOW_SECONDS = 120;
    private static final double LOW_PERCENT = 10;
    private static final double DRIFTS_BELOW = 0.35;

    private Gauges() {}

    /**
     * The reading of that number, or null from a gauge that has fallen silent.
     *
     * @param left what the battery holds, seconds at the load of the failure
     * @param used what was taken from it so far
     * @param load watts now
     * @param pace how fast it empties at this load
     */
    static @Nullable GaugeReading reading(
            Gauge gauge, Battery battery, int number, double at, double left, double used, double load, double pace) {
        Double silent = gauge.silentFromSeconds();
        if (silent != null && at >= silent) {
            return null;
        }
        double asNew = battery.asNewSeconds() * battery.startCharge();
        double e = Math.max(0, left);
        double g = Math.max(0, asNew - used);
        double f = e / battery.seconds();
        double bias = gauge.bias();
        double runtime = e / pace * bias;
        double charge = f;
        switch (gauge.kind()) {
            case OPTIMISTIC -> {
                double share = Math.min(1, f / DRIFTS_BELOW);
                runtime = (share * g + (1 - share) * e) / pace * bias;
                charge = share * g / asNew + (1 - share) * f;
            }
            case CLIFF -> {
                boolean before = f > gauge.cliffAt();
                runtime = before ? g / pace * bias : e / pace;
                charge = before ? g / asNew : Math.min(0.05, f);
            }
            case STUCK -> runtime = gauge.stuckSeconds();
            case PESSIMISTIC -> {
                runtime = 0.5 * e / pace * bias;
                charge = f * (0.55 + 0.45 * Math.exp(-at / 5));
            }
            case NOISY -> {
                runtime = e / pace * Math.exp(0.5 * noise(gauge, number, 1));
                charge = Math.min(1, Math.max(0, f + 0.1 * noise(gauge, number, 2)));
            }
            case NO_RUNTIME -> runtime = Double.NaN;
            default -> {}
        }
        Double stated = Double.isNaN(runtime)
                ? null
                : Double.valueOf(Math.floor(runtime * Math.exp(0.03 * noise(gauge, number, 0)) / 10 + 0.5) * 10);
        double percent = Math.floor(100 * charge * battery.startCharge() + 0.5);
        boolean low = percent <= LOW_PERCENT
                || stated != null && stated <= LOW_SECONDS
                || gauge.kind() == GaugeKind.EARLY_LOW && at >= 1;
        return new GaugeReading(at, stated, percent, load * (1 + 0.02 * noise(gauge, number, 3)), low);
    }

    private static double noise(Gauge gauge, int number, int which) {
        List<Double> noise = gauge.noise();
        return noise.get((4 * number + which) % noise.size());
    }
}
