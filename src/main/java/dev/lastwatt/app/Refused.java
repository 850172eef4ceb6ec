package dev.lastwatt.app;

import dev.lastwatt.core.drill.Refusal;
import java.util.List;
import java.util.stream.Collectors;

/** What an administrator asks for is refused, with what is in the way and what to do about it. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Refusal> refusals;

    /** For these reasons. */
    public Refused(List<Refusal> refusals) {
        super(refusals.stream().map(Refusal::words).collect(Collectors.joining("; ")));
        this.refusals = List.copyOf(refusals);
    }

    /** The reasons. */
    public List<Refusal> refusals() {
        return refusals;
    }
}
