package dev.lastwatt.app;

import java.time.Duration;
import java.time.Instant;

/**
 * What does not change while the service runs.
 *
 * @param version of the product
 * @param bootId the present boot of the host
 * @param startedAt when the service started
 * @param source the UPS source's name, such as {@code nut://127.0.0.1:3493/ups}
 * @param pollEvery how often the source is asked
 */
public record Installation(String version, String bootId, Instant startedAt, String source, Duration pollEvery) {

    /** A reading older than this is not fresh: one answer was missed, and the next is late too. */
    public Duration freshFor() {
        return pollEvery.multipliedBy(2).plusSeconds(1);
    }
}
