package dev.lastwatt.adapter.time;

import dev.lastwatt.port.Timebase;
import java.time.Duration;
import java.time.Instant;

/** Another timebase, sped up: for the demonstration, where an outage of half an hour should take a minute. */
public final class ScaledTimebase implements Timebase {

    private final Timebase real;
    private final double factor;
    private final Instant origin;

    /**
     * Starts at the other's now.
     *
     * @param factor how many seconds pass here in one of the other's, above 0
     * @throws IllegalArgumentException if it is not
     */
    public ScaledTimebase(Timebase real, double factor) {
        if (!(factor > 0) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException("the speed of time must be a number above 0, not " + factor);
        }
        this.real = real;
        this.factor = factor;
        this.origin = real.now();
    }

    @Override
    public Instant now() {
        Duration elapsed = Duration.between(origin, real.now());
        // Whole seconds and the rest apart: a double cannot hold the nanoseconds of a year.
        double seconds = elapsed.getSeconds() * factor;
        long whole = (long) Math.floor(seconds);
        double rest = seconds - whole + elapsed.getNano() / 1e9 * factor;
        return origin.plusSeconds(whole).plusNanos(Math.round(rest * 1e9));
    }
}
