package dev.lastwatt.core.outage;

import java.util.Locale;

/** What is known of a request to stop or to start a guest. */
public enum Outcome {
    /** Asked, no answer yet. */
    PENDING,
    /** Accepted: the state will change. */
    ACCEPTED,
    /** The guest was there already, or on its way. */
    ALREADY,
    /** Refused for as long as another operation goes on. */
    BUSY,
    /** Refused for good. */
    REFUSED,
    /** No answer in time: it may or may not have been asked. */
    UNANSWERED,
    /** Not asked yet: the command before the stop runs. */
    PREPARING,
    /** Not asked yet: that command is over, and the request is due at once. */
    PREPARED;

    /** The word in the journal. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The outcome of that word; {@link #UNANSWERED} for a word not known here. */
    public static Outcome of(String word) {
        for (Outcome outcome : values()) {
            if (outcome.word().equals(word)) {
                return outcome;
            }
        }
        return UNANSWERED;
    }
}
