package dev.lastwatt.core.policy;

import dev.lastwatt.core.guest.Guest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Guests that must never run together, such as a primary and its standby.
 *
 * @param sets of each set at most one guest runs; of two that could, the one that is named first. Texts as {@link Groups} reads them
 */
public record Apart(List<List<String>> sets) {

    /** Everybody may run with everybody. */
    public static final Apart NONE = new Apart(List.of());

    /** Copies the lists. */
    public Apart {
        sets = sets.stream().map(List::copyOf).toList();
    }

    /** The guests of a set, the preferred one first. */
    static List<Guest> guests(List<String> set, Groups groups, Collection<Guest> all) {
        Set<Guest> named = new LinkedHashSet<>();
        for (String text : set) {
            all.stream()
                    .filter(g -> groups.name(text, g))
                    .sorted(Comparator.comparing(Guest::name).thenComparing(Guest::id))
                    .forEach(named::add);
        }
        return List.copyOf(named);
    }

    /** Everybody that a set names, the preferred ones first. */
    List<Guest> preference(Groups groups, Collection<Guest> all) {
        return sets.stream()
                .flatMap(set -> guests(set, groups, all).stream())
                .distinct()
                .toList();
    }

    /** The guests that must not run while this one does. */
    List<Guest> others(Guest guest, Groups groups, Collection<Guest> all) {
        List<Guest> others = new ArrayList<>();
        for (List<String> set : sets) {
            List<Guest> named = guests(set, groups, all);
            if (named.contains(guest)) {
                named.stream().filter(g -> !g.equals(guest)).forEach(others::add);
            }
        }
        return others.stream().distinct().toList();
    }
}
