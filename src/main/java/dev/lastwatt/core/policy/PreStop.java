package dev.lastwatt.core.policy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A command that is run before a guest is asked to stop. A policy knows it by its id only: what it does stands in the host's own
 * configuration.
 *
 * @param command its id, as {@link #isId} allows
 * @param within the longest it may take, above 0; the stop is asked for then whatever has become of it
 * @param lacks why it is not run, as the end of a sentence about it; null where it is
 */
public record PreStop(
        String command, Duration within, @Nullable String lacks) {

    /** The longest that a guest may be kept waiting. */
    public static final Duration LONGEST = Duration.ofMinutes(10);

    /** One that is run. */
    public PreStop(String command, Duration within) {
        this(command, within, null);
    }

    /** Whether that is the id of a command: lower-case letters, digits and hyphens, 40 at most, a letter or digit first. */
    public static boolean isId(String text) {
        return text.matches("[a-z0-9][a-z0-9-]{0,39}");
    }

    /** The same, not run, and why. */
    public PreStop without(@Nullable String why) {
        return new PreStop(command, within, why);
    }

    /** Whether it is run. */
    public boolean isRun() {
        return lacks == null;
    }

    /** What it adds to the stop. */
    public Duration takes() {
        return isRun() ? within : Duration.ZERO;
    }

    /** Why it is not run and what follows for that guest, in a sentence. */
    public String leftOut(String guest) {
        return "pre-stop command " + command + " " + lacks + "; " + guest + " is stopped without it";
    }
}
