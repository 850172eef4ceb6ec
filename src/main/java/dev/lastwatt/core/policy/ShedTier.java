package dev.lastwatt.core.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Guests that may be stopped early in an outage, so that the battery carries the others for longer.
 *
 * @param guests which ones, as {@link Groups} reads them
 * @param after they are shed when the mains have been gone for that long, not negative
 * @param worth the least that it has to buy the others, in running time at the lower bound; it is not done for less
 * @param notBefore they are not shed before, since an operator holds; null while nobody does
 */
public record ShedTier(
        List<String> guests,
        Duration after,
        Duration worth,
        @Nullable Instant notBefore) {

    /** Which nobody holds. */
    public ShedTier(List<String> guests, Duration after, Duration worth) {
        this(guests, after, worth, null);
    }

    /** The same, held until then. */
    public ShedTier heldUntil(@Nullable Instant until) {
        return new ShedTier(guests, after, worth, until);
    }

    /** What a tier has to buy where nothing is said. */
    public static final Duration USUAL_WORTH = Duration.ofMinutes(1);

    /** Copies the list. */
    public ShedTier {
        guests = List.copyOf(guests);
    }

    /** Its guests, in words. */
    public String name() {
        return String.join(", ", guests);
    }
}
