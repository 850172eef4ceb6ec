package dev.lastwatt.core.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the plan makes of one tier of guests that may be shed early.
 *
 * @param tier its guests as the policy names them
 * @param guests names of those that are shed; empty where none is
 * @param at when
 * @param buys what it adds to the time that the others run; negative never
 * @param whyNot why the tier is not shed, or null where it is
 * @param held guests of the tier that stay, each with the reason
 */
public record Shedding(
        String tier,
        List<String> guests,
        Instant at,
        Duration buys,
        @Nullable String whyNot,
        List<String> held) {

    /** Copies the lists. */
    public Shedding {
        guests = List.copyOf(guests);
        held = List.copyOf(held);
    }

    /** Whether the tier is shed. */
    public boolean isDone() {
        return whyNot == null;
    }
}
