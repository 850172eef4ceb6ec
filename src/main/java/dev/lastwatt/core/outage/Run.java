package dev.lastwatt.core.outage;

import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.journal.RunId;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a plan.
 *
 * @param bootId the boot of the host it belongs to
 * @param failedAt when the mains failed
 * @param beganAt when it began to act
 * @param guests what it has done to each guest that it touched
 * @param drill the full drill that it is, null for an outage
 */
public record Run(
        RunId id,
        String bootId,
        Instant failedAt,
        Instant beganAt,
        Map<GuestId, GuestRun> guests,
        @Nullable FullDrill drill) {

    /** A boot that could not be identified: never taken for the same as another, not even as itself. */
    public static final String UNKNOWN_BOOT = "unknown";

    /** Copies the map, keeping its order. */
    public Run {
        guests = Collections.unmodifiableMap(new LinkedHashMap<>(guests));
    }

    /** A run of an outage. */
    public Run(RunId id, String bootId, Instant failedAt, Instant beganAt, Map<GuestId, GuestRun> guests) {
        this(id, bootId, failedAt, beganAt, guests, null);
    }

    /** The run as a full drill. */
    Run withDrill(FullDrill full) {
        return new Run(id, bootId, failedAt, beganAt, guests, full);
    }

    /** What it has done to this guest, if anything. */
    public Optional<GuestRun> guest(GuestId id) {
        return Optional.ofNullable(guests.get(id));
    }

    /** The run after a guest's request to stop was answered. */
    public Run preStopAnswered(GuestId guest, Instant at, String words) {
        return guest(guest).map(g -> with(g.prepared(at, words))).orElse(this);
    }

    /** The run after that answer. */
    public Run stopAnswered(GuestId id, StopMethod method, Outcome outcome) {
        return guest(id).map(g -> with(g.answered(method, outcome))).orElse(this);
    }

    /** The run after a guest's request to start was answered. */
    public Run startAnswered(GuestId id, Outcome outcome) {
        return guest(id).map(g -> with(g.startAnswered(outcome))).orElse(this);
    }

    Run with(GuestRun guest) {
        Map<GuestId, GuestRun> changed = new LinkedHashMap<>(guests);
        changed.put(guest.guest(), guest);
        return new Run(id, bootId, failedAt, beganAt, changed, drill);
    }

    /**
     * The run when the mains fail again while guests are being started: those that run are planned anew, those that were only
     * asked to start are down until they are seen to run.
     */
    Run withoutStarts() {
        Run changed = this;
        for (GuestRun guest : guests.values()) {
            if (guest.upAt() != null) {
                changed = changed.without(guest.guest());
            } else if (guest.startAt() != null) {
                changed = changed.with(guest.notStarted());
            }
        }
        return changed;
    }

    private Run without(GuestId guest) {
        Map<GuestId, GuestRun> changed = new LinkedHashMap<>(guests);
        changed.remove(guest);
        return new Run(id, bootId, failedAt, beganAt, changed, drill);
    }
}
