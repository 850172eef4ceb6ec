package dev.lastwatt.core.power;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long the battery lasts at the present load.
 *
 * @param lowerBound what is planned with: it lasts at least that long, at the stated confidence
 * @param likely the middle estimate, by which a guest is given up and never a start decided
 * @param reported what the device says, null where it says nothing usable
 * @param confidence of the lower bound, 0 to 1
 * @param because the bound explained in a sentence
 */
public record RemainingRuntime(
        Duration lowerBound, Duration likely, @Nullable Duration reported, double confidence, String because) {}
