package dev.lastwatt.app;

import org.jspecify.annotations.Nullable;

/** Carries measured stops out of an installation and into one, as JSON Lines. Safe from any thread; not quick. */
public interface SampleExchange {

    /**
     * What an import did.
     *
     * @param added samples that are new, those of the host with them
     * @param known samples that were there already
     */
    record Imported(int added, int known) {}

    /**
     * Every sample of a guest, oldest first, one a line.
     *
     * @param guest only those of the guest of this name or id, null for all
     */
    String exported(@Nullable String guest);

    /** Every shutdown of the host that was measured, oldest first, one a line. */
    String exportedHost();

    /**
     * Keeps all samples of a text, or none of them.
     *
     * @throws IllegalArgumentException naming the line and the fix, if it is not right
     * @throws IllegalStateException with a message for people, if the store does not take them
     */
    Imported imported(String lines);
}
