package dev.lastwatt.core.stoptime;

import java.time.Duration;

/**
 * A stop that begins later: so much is added to each time.
 *
 * @param law how long the stop itself takes
 * @param first what is added, not negative
 */
record LaterLaw(StopLaw law, Duration first) implements StopLaw {

    @Override
    public Duration quantile(double probability) {
        return law.quantile(probability).plus(first);
    }

    @Override
    public double endedBy(Duration elapsed) {
        return law.endedBy(elapsed.minus(first));
    }
}
