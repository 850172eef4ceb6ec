package dev.lastwatt.adapter.ups.simulated;

import dev.lastwatt.adapter.scenario.Demand;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A battery, as seconds of its rated load. At P watts it loses (P / rated)^exponent of them a second; that is exact for any
 * stretch of constant load, so cutting a stretch in two changes nothing.
 *
 * @param fullSeconds what it holds at the power failure, above 0
 * @param exponent how much faster a higher load empties it, at least 1
 * @param ratedWatts the load that {@code fullSeconds} are meant at, above 0
 * @param leftSeconds what it holds now, 0 to {@code fullSeconds}
 */
public record SimulatedBattery(double fullSeconds, double exponent, double ratedWatts, double leftSeconds) {

    /** Checks. */
    public SimulatedBattery {
        Demand.positive("fullSeconds", fullSeconds);
        Demand.that(exponent >= 1 && Double.isFinite(exponent), "exponent must be at least 1, is " + exponent);
        Demand.positive("ratedWatts", ratedWatts);
        leftSeconds = Math.min(fullSeconds, Math.max(0, leftSeconds));
    }

    /** A battery that lasts this long at this load. */
    public static SimulatedBattery full(Duration lasts, double ratedWatts, double exponent) {
        return new SimulatedBattery(seconds(lasts), exponent, ratedWatts, seconds(lasts));
    }

    /** Seconds of the rated load that are used up. */
    public double usedSeconds() {
        return fullSeconds - leftSeconds;
    }

    /** Seconds of the rated load that one second at this load costs; 0 without load. */
    public double drain(double watts) {
        return Math.pow(watts / ratedWatts, exponent);
    }

    /** How long it lasts at this load, never rounded down; null if for ever, or as good as. */
    public @Nullable Duration lasts(double watts) {
        double seconds = leftSeconds / drain(watts);
        return seconds < 1e9 ? Duration.ofNanos((long) Math.ceil(seconds * 1e9)) : null;
    }

    /** After this long at this load. */
    public SimulatedBattery discharged(Duration stretch, double watts) {
        return holding(leftSeconds - drain(watts) * seconds(stretch));
    }

    /** After this long on mains, if they fill it from empty at an even pace in {@code whole}. */
    public SimulatedBattery recharged(Duration stretch, Duration whole) {
        return holding(leftSeconds + fullSeconds * seconds(stretch) / seconds(whole));
    }

    /** The same battery, empty. */
    public SimulatedBattery empty() {
        return holding(0);
    }

    private SimulatedBattery holding(double seconds) {
        return new SimulatedBattery(fullSeconds, exponent, ratedWatts, seconds);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
