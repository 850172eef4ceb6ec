package dev.lastwatt.adapter.store;

import org.jspecify.annotations.Nullable;

/** The store cannot be used. The message names the file and what to do about it. */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Kinds of failure that have different remedies. */
    public enum Kind {
        /** Another service works on the same data folder. */
        LOCKED,
        /** The file was written by a newer version of the program. */
        NEWER,
        /** The folder or file cannot be created, opened or trusted. */
        UNUSABLE,
        /** The store did not answer a question, or not in time. */
        UNANSWERED
    }

    private final Kind kind;

    StoreException(Kind kind, String message, @Nullable Throwable from) {
        super(message, from);
        this.kind = kind;
    }

    /** The kind of failure. */
    public Kind kind() {
        return kind;
    }
}
