package dev.lastwatt.adapter.ups.wire;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The moment by which an exchange with a peer is over. One for a whole exchange, not one for each read: a peer that sends a byte a
 * second would otherwise never be late. Runs on the monotonic clock, because sockets do.
 */
public final class Deadline {

    private final long at;

    private Deadline(long at) {
        this.at = at;
    }

    /** This long from now. */
    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** This long from now, or this deadline, whichever comes first. */
    public Deadline orIn(Duration time) {
        long other = System.nanoTime() + time.toNanos();
        return other - at < 0 ? new Deadline(other) : this;
    }

    /** Whether it has passed. */
    public boolean isOver() {
        return at - System.nanoTime() <= 0;
    }

    /** What is left, in milliseconds, rounded up: never 0 before it has passed, because sockets read 0 as "for ever". */
    public int remainingMillis() {
        long left = at - System.nanoTime();
        return left <= 0 ? 0 : (int) Math.min(Integer.MAX_VALUE, TimeUnit.NANOSECONDS.toMillis(left) + 1);
    }
}
