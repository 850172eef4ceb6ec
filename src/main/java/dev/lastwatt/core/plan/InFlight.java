package dev.lastwatt.core.plan;

import dev.lastwatt.core.guest.StopMethod;
import java.time.Instant;

/**
 * A guest that was already asked to stop.
 *
 * @param method how
 * @param since when it was asked
 */
public record InFlight(StopMethod method, Instant since) {}
