package dev.lastwatt.boot.command;

/** A command cannot be done. The message is the whole of what the user sees. */
final class CommandException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;

    CommandException(int code, String message) {
        super(message);
        this.code = code;
    }

    /** The process's exit code. */
    int code() {
        return code;
    }
}
