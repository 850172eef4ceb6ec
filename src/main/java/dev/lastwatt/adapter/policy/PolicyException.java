package dev.lastwatt.adapter.policy;

/** A policy that cannot be used. The message names the place, what is wrong there, and what is allowed. */
public final class PolicyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 600;

    private final String where;

    /** Says what is wrong, and where. */
    public PolicyException(String where, String problem) {
        super(legible(where + ": " + problem));
        this.where = legible(where);
    }

    /** The place inside the document that was called so: a field, a line, or {@code body} for the whole. */
    String field(String document) {
        String place = where.startsWith(document) ? where.substring(document.length()) : where;
        String plain = place.replaceFirst("^, (at )?", "");
        return plain.isEmpty() ? "body" : plain;
    }

    /** Parts of the document may be in it: for a terminal and a log. */
    private static String legible(String message) {
        String line = message.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
    }
}
