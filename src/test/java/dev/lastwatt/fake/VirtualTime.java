package dev.lastwatt.fake;

import dev.lastwatt.port.Timebase;
import java.time.Duration;
import java.time.Instant;

/** A time that passes when a test says so. Safe for use by several threads. */
public final class VirtualTime implements Timebase {

    /** When it begins. */
    public static final Instant START = Instant.parse("2026-01-15T09:00:00Z");

    private Instant now = START;

    @Override
    public synchronized Instant now() {
        return now;
    }

    /** Lets time pass; not backwards. */
    public synchronized void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("time does not go backwards: " + duration);
        }
        now = now.plus(duration);
    }

    /** Lets seconds pass. */
    public void advanceSeconds(double seconds) {
        advance(Duration.ofNanos(Math.round(seconds * 1e9)));
    }

    /** Lets time pass until so many seconds after {@link #START}. */
    public synchronized void toSecond(double second) {
        advance(Duration.between(now, START.plusNanos(Math.round(second * 1e9))));
    }
}
