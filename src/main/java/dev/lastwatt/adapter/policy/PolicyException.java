package dev.lastwatt.adapter.policy;

/** A policy that cannot be used. The message names the place, what is wrong there, and what is allowed. */
public final class PolicyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what is wrong, and where. */
    public PolicyException(String where, String problem) {
        super(where + ": " + problem);
    }
}
