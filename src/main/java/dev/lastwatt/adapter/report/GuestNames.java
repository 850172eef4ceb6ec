package dev.lastwatt.adapter.report;

import dev.lastwatt.core.guest.GuestId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Names for people, made fit to be printed; guests that would look alike carry the beginning of their ids. */
final class GuestNames {

    /** What a table has room for; a longer name is cut, so that this is where two may begin to look alike. */
    static final int COLUMNS = 22;

    private static final int DIGITS_OF_THE_ID = 8;

    private final Map<GuestId, String> shown = new HashMap<>();

    GuestNames(Map<GuestId, String> names) {
        Map<String, GuestId> first = new LinkedHashMap<>();
        Set<String> shared = new HashSet<>();
        names.forEach((id, name) -> {
            GuestId other = first.putIfAbsent(look(name), id);
            if (other != null) {
                shared.add(look(name));
            }
        });
        names.forEach((id, name) -> shown.put(id, shared.contains(look(name)) ? marked(name, id) : Legible.of(name)));
    }

    private static String look(String name) {
        return Legible.cut(Legible.of(name), COLUMNS);
    }

    private static String marked(String name, GuestId id) {
        String mark = " " + id.toString().substring(0, DIGITS_OF_THE_ID);
        return Legible.cut(Legible.of(name), COLUMNS - mark.length()) + mark;
    }

    String of(GuestId id) {
        return shown.getOrDefault(id, id.toString());
    }
}
