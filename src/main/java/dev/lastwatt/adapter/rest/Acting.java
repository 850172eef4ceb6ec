package dev.lastwatt.adapter.rest;

import dev.lastwatt.app.Refused;
import dev.lastwatt.core.drill.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells the service to do something, with what can go wrong as a problem. */
final class Acting {

    private static final Duration LONGEST = Duration.ofDays(366);

    private Acting() {}

    /** Has it done. */
    static void taken(Runnable step) {
        unlessRefused(() -> {
            step.run();
            return List.of();
        });
    }

    /** Has it done, unless something is in the way. */
    static void unlessRefused(Supplier<List<Refusal>> step) {
        List<Refusal> refusals;
        try {
            refusals = step.get();
        } catch (Refused e) {
            refusals = e.refusals();
        } catch (IllegalStateException e) {
            throw ProblemException.of(
                    ProblemType.NOT_TAKEN, String.valueOf(e.getMessage()), "look at the state before you ask again");
        }
        if (!refusals.isEmpty()) {
            throw ProblemException.of(
                    ProblemType.NOT_NOW,
                    refusals.stream().map(Refusal::reason).collect(Collectors.joining("; ")),
                    refusals.stream().map(Refusal::fix).collect(Collectors.joining("; ")));
        }
    }

    /** The end that two members say, in one of two ways; null if neither does. */
    static @Nullable Instant end(
            @Nullable OffsetDateTime until, String lengthMember, @Nullable Duration length, Instant now) {
        if (until != null && length != null) {
            throw ProblemException.invalid(
                    lengthMember, "'until' and '" + lengthMember + "' say the same", "give one of them");
        }
        if (length != null && (length.isNegative() || length.isZero() || length.compareTo(LONGEST) > 0)) {
            throw ProblemException.invalid(
                    lengthMember,
                    "'" + lengthMember + "' is not a length of at most " + LONGEST.toDays() + " days",
                    "give it as ISO 8601 has it, such as PT2H");
        }
        if (until != null
                && (!until.toInstant().isAfter(now) || until.toInstant().isAfter(now.plus(LONGEST)))) {
            throw ProblemException.invalid(
                    "until",
                    "'until' has passed, or is more than " + LONGEST.toDays() + " days away",
                    "give a time to come, or leave it out");
        }
        return length != null ? now.plus(length) : until == null ? null : until.toInstant();
    }
}
