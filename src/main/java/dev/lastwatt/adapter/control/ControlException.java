package dev.lastwatt.adapter.control;

/** A command did not reach the service, or was refused. The message is for people and names the fix. */
public final class ControlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ControlException(String message) {
        super(message);
    }

    ControlException(String message, Throwable from) {
        super(message, from);
    }
}
