package dev.lastwatt.core.policy;

import java.util.Arrays;
import java.util.Optional;

/** What is done on battery where nothing tells how long it lasts: no runtime of the device, no table, no discharge on record. */
public enum RuntimeUnknown {
    /** The cautious runtime that is assumed is believed. */
    ASSUME("assume"),
    /** Everything is stopped as soon as the failure was ridden through. */
    STOP("stop"),
    /** Nothing is stopped until the device says that the battery is low, or a shutdown is announced. */
    WAIT("wait");

    private final String word;

    RuntimeUnknown(String word) {
        this.word = word;
    }

    /** The word used in policies. */
    public String word() {
        return word;
    }

    /** The one of that word, in any case. */
    public static Optional<RuntimeUnknown> of(String word) {
        return Arrays.stream(values())
                .filter(u -> u.word.equalsIgnoreCase(word))
                .findFirst();
    }
}
