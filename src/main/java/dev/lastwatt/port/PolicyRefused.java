package dev.lastwatt.port;

/** A text is not a policy that can be used. The message says what is wrong and what is allowed. */
public final class PolicyRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * Says what is wrong.
     *
     * @param field where, such as {@code guests[0].methods}; {@code body} where it is the whole
     */
    public PolicyRefused(String field, String message) {
        super(message);
        this.field = field;
    }

    /** Where. */
    public String field() {
        return field;
    }
}
