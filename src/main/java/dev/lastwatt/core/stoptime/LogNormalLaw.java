package dev.lastwatt.core.stoptime;

import java.time.Duration;

/**
 * A stop whose logarithm is normal.
 *
 * @param log logarithm of its median in seconds
 * @param spread standard deviation of the logarithm, above 0
 */
record LogNormalLaw(double log, double spread) implements StopLaw {

    @Override
    public Duration quantile(double probability) {
        return PredictedLaw.duration(log + spread * NormalLaw.deviate(PredictedLaw.checked(probability)));
    }

    @Override
    public double endedBy(Duration elapsed) {
        double seconds = PredictedLaw.seconds(elapsed);
        return seconds <= 0 ? 0 : NormalLaw.cdf((Math.log(seconds) - log) / spread);
    }
}
