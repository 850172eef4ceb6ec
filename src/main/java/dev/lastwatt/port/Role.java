package dev.lastwatt.port;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What somebody may do over REST. Each role includes those before it. */
public enum Role {
    /** Look. */
    VIEWER,
    /** Arm, disarm, drill, run, cancel. */
    OPERATOR,
    /** Change the policy. */
    ADMIN;

    /** The role in a token list, a request and a log. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of that word, empty if there is none. */
    public static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(r -> r.word().equals(word)).findFirst();
    }

    /** This one and those that it includes. */
    public List<Role> included() {
        return Arrays.stream(values()).filter(r -> r.ordinal() <= ordinal()).toList();
    }
}
