package dev.lastwatt.port;

import java.time.Instant;

/**
 * The time the product lives in. Never goes backwards and never jumps with the wall clock: a clock that is set right in the
 * middle of an outage must not end it.
 */
@FunctionalInterface
public interface Timebase {

    /** Now. */
    Instant now();
}
