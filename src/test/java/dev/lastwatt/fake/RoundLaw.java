package dev.lastwatt.fake;

import dev.lastwatt.core.stoptime.StopLaw;
import java.time.Duration;

/**
 * A law in figures that a test can do in its head: straight from nothing at once to half by the median, 95 % by the upper time, 99 %
 * by the extreme one, and so on for the last per cent.
 */
public record RoundLaw(Duration median, Duration upper, Duration extreme) implements StopLaw {

    private static final double[] PROBABILITIES = {0, 0.5, 0.95, 0.99, 1};

    @Override
    public Duration quantile(double probability) {
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException("a probability must be above 0 and below 1, is " + probability);
        }
        double[] times = times();
        int above = 1;
        while (PROBABILITIES[above] < probability) {
            above++;
        }
        double part = (probability - PROBABILITIES[above - 1]) / (PROBABILITIES[above] - PROBABILITIES[above - 1]);
        return Duration.ofMillis((long) Math.ceil(times[above - 1] + part * (times[above] - times[above - 1]) - 1e-6));
    }

    @Override
    public double endedBy(Duration elapsed) {
        double[] times = times();
        double at = elapsed.toMillis();
        if (at <= 0) {
            return 0;
        }
        int above = 1;
        while (above < times.length && times[above] <= at) {
            above++;
        }
        if (above == times.length) {
            return 1;
        }
        double part = (at - times[above - 1]) / (times[above] - times[above - 1]);
        return PROBABILITIES[above - 1] + part * (PROBABILITIES[above] - PROBABILITIES[above - 1]);
    }

    private double[] times() {
        double m = median.toMillis();
        double u = upper.toMillis();
        double e = extreme.toMillis();
        return new double[] {0, m, u, e, e + (e - u) / 4};
    }
}
