package dev.lastwatt.adapter.control;

/** The control secret cannot be used. The message names the file and the fix, never the secret. */
public final class SecretException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SecretException(String message) {
        super(message);
    }

    SecretException(String message, Throwable from) {
        super(message, from);
    }
}
