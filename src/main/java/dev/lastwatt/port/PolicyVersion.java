package dev.lastwatt.port;

import java.time.Instant;

/**
 * A policy that was put in force.
 *
 * @param number counts from 1
 * @param at when it was put in force
 * @param by who did that
 * @param reason why, in their words
 * @param text the document as it was written, YAML
 */
public record PolicyVersion(long number, Instant at, String by, String reason, String text) {

    /** Names it, so that who changes a policy can say which one they looked at. */
    public String tag() {
        return "v" + number;
    }
}
