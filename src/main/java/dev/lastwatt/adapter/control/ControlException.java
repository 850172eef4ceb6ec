package dev.lastwatt.adapter.control;

/** A command did not reach the service, or was refused. The message is for people and names the fix. */
public final class ControlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean answered;

    /** The service refused, or something else answered. */
    ControlException(String message) {
        super(message);
        answered = true;
    }

    /** Nothing answered. */
    ControlException(String message, Throwable from) {
        super(message, from);
        answered = false;
    }

    /** Whether anything answered: without an answer there is no service, or none that is well. */
    public boolean isAnswered() {
        return answered;
    }
}
