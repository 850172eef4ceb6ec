package dev.lastwatt.adapter.scenario.generate;

import org.jspecify.annotations.Nullable;

/** Which guests can still be saved once they were asked to shut down, and what their host may have shown of it. */
public enum Savable {
    /** All but one in fifty. */
    ALL("all", 0.98, true),
    HALF("half", 0.5, null),
    NONE("none", 0, false);

    private final String word;
    private final double share;
    private final @Nullable Boolean shown;

    Savable(String word, double share, @Nullable Boolean shown) {
        this.word = word;
        this.share = share;
        this.shown = shown;
    }

    /** Whether this guest can; {@code dice} is a number between 0 and 1, the same one in every cell. */
    boolean can(double dice) {
        return dice < share;
    }

    /** What is known of a host that was tried; null where nothing can be. */
    @Nullable Boolean shown() {
        return shown;
    }

    /** Its word on the command line. */
    @Override
    public String toString() {
        return word;
    }
}
