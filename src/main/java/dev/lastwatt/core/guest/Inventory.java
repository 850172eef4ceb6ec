package dev.lastwatt.core.guest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All guests of the host at one time.
 *
 * @param takenAt when it was read
 * @param hostName the host's name
 * @param guests every guest, running or not
 * @param volumes the volumes that hold guests
 */
public record Inventory(Instant takenAt, String hostName, List<Guest> guests, List<Volume> volumes) {

    /** Copies the lists. */
    public Inventory {
        guests = List.copyOf(guests);
        volumes = List.copyOf(volumes);
    }

    /** The guest of that id. */
    public Optional<Guest> guest(GuestId id) {
        return guests.stream().filter(g -> g.id().equals(id)).findFirst();
    }
}
