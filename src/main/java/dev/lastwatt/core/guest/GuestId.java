package dev.lastwatt.core.guest;

import java.util.Locale;
import java.util.UUID;

/** The identity of a guest: the GUID that Hyper-V gives it. Names are for people and are not unique. */
public record GuestId(UUID value) implements Comparable<GuestId> {

    /**
     * Reads the usual form with hyphens.
     *
     * @throws IllegalArgumentException if the text is not a GUID
     */
    public static GuestId of(String text) {
        return new GuestId(UUID.fromString(text.toLowerCase(Locale.ROOT)));
    }

    @Override
    public int compareTo(GuestId other) {
        return toString().compareTo(other.toString());
    }

    /** Lower case, with hyphens. */
    @Override
    public String toString() {
        return value.toString();
    }
}
