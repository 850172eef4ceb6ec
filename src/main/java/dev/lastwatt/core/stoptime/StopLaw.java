package dev.lastwatt.core.stoptime;

import java.time.Duration;

/**
 * How long one stop takes, as a law of probability, given that it ends. Immutable, never throws for what is stated, and cheap: either
 * way a fraction of a microsecond once it was asked for the first time.
 */
public interface StopLaw {

    /**
     * The time by which the stop has ended with that probability. Grows with it.
     *
     * @param probability above 0, below 1
     * @throws IllegalArgumentException if the probability is out of its range
     */
    Duration quantile(double probability);

    /**
     * Probability, 0 to 1, that the stop has ended so long after it was asked for: the inverse of {@link #quantile}, up to rounding.
     *
     * @param elapsed since it was asked for; nothing ends at zero or before
     */
    double endedBy(Duration elapsed);
}
