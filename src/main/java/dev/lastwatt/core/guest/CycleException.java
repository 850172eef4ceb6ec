package dev.lastwatt.core.guest;

import java.util.List;
import java.util.stream.Collectors;

/** Guests depend on each other in a circle, so that none of them could stop first. */
public final class CycleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<GuestId> path;

    /** The path begins and ends with the same guest. */
    public CycleException(List<GuestId> path) {
        super("the dependencies form a circle: "
                + path.stream().map(GuestId::toString).collect(Collectors.joining(" depends on "))
                + "; remove one of them");
        this.path = List.copyOf(path);
    }

    /** The circle, its first guest again at the end. */
    public List<GuestId> path() {
        return path;
    }
}
