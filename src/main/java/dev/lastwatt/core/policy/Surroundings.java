package dev.lastwatt.core.policy;

import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the service itself needs of other machines, as far as names and addresses tell.
 *
 * @param upsAt where UPSes are read over the network: host names and addresses, one list for each UPS with everything it is known by
 * @param resolvers who resolves names for the host: addresses or names, one list for each
 * @param journalAt the machine that the data folder lies on, by its names and addresses; empty where it is a disk of the host
 * @param addresses addresses of guests, of as many as are known
 */
public record Surroundings(
        List<List<String>> upsAt,
        List<List<String>> resolvers,
        List<String> journalAt,
        Map<GuestId, Set<String>> addresses) {

    /** Nothing that is known of. */
    public static final Surroundings UNKNOWN = new Surroundings(List.of(), List.of(), List.of(), Map.of());

    /** Copies. */
    public Surroundings {
        upsAt = upsAt.stream().map(List::copyOf).toList();
        resolvers = resolvers.stream().map(List::copyOf).toList();
        journalAt = List.copyOf(journalAt);
        addresses = Map.copyOf(addresses);
    }

    /** The guest that a machine of these names and addresses is, if it is one. */
    Optional<Guest> guest(List<String> known, List<Guest> guests) {
        return guests.stream()
                .filter(g -> known.stream().anyMatch(k -> is(g, k)))
                .findFirst();
    }

    /** By an address, by the whole name, or by the first part of a name with a domain. */
    private boolean is(Guest guest, String known) {
        String name = guest.name().toLowerCase(Locale.ROOT);
        String machine = known.toLowerCase(Locale.ROOT);
        boolean numeric = machine.indexOf(':') >= 0 || machine.matches("[0-9.]+");
        return addresses.getOrDefault(guest.id(), Set.of()).contains(known)
                || !numeric
                        && Stream.of(machine, machine.replaceFirst("\\..*", "")).anyMatch(name::equals);
    }
}
