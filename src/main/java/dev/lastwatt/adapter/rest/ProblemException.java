package dev.lastwatt.adapter.rest;

import org.jspecify.annotations.Nullable;

/** Ends a request with a problem. */
final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final @Nullable String field;
    private final @Nullable String fix;

    private ProblemException(ProblemType type, String detail, @Nullable String field, @Nullable String fix) {
        super(detail, null, false, false);
        this.type = type;
        this.field = field;
        this.fix = fix;
    }

    static ProblemException of(ProblemType type, String detail, String fix) {
        return new ProblemException(type, detail, null, fix);
    }

    static ProblemException invalid(String field, String detail, String fix) {
        return new ProblemException(ProblemType.INVALID_PARAMETER, detail, field, fix);
    }

    /** The state is not the one that the request was meant for, or it does not say which that is. */
    static ProblemException precondition(ProblemType type, String detail, String fix) {
        return new ProblemException(type, detail, "If-Match", fix);
    }

    static ProblemException of(ProblemType type, String field, String detail, String fix) {
        return new ProblemException(type, detail, field, fix);
    }

    /** Whether the request was refused as it stood, so that it may be sent again. */
    boolean hasDoneNothing() {
        return type != ProblemType.NOT_TAKEN;
    }

    /** In a line, for the audit log. */
    String inShort() {
        return "refused: " + type.status() + " " + type.slug() + ": " + getMessage();
    }

    Problem at(String instance) {
        return Problem.of(type, String.valueOf(getMessage()), instance, field, fix);
    }
}
