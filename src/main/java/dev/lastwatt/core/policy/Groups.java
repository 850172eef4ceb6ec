package dev.lastwatt.core.policy;

import dev.lastwatt.core.guest.Guest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Named lists of guests, and what the texts mean by which a policy names guests, in any case:
 *
 * <ul>
 *   <li>{@code tag:db}: a guest whose notes have the word {@code #db};
 *   <li>{@code group:databases}: a guest that one of the texts of that list names;
 *   <li>any other: a guest of that id, or of that name.
 * </ul>
 *
 * In names and tags {@code *} stands for any text and {@code ?} for one character. A list does not name lists.
 *
 * @param members the texts of each list, by its name in lower case
 */
public record Groups(Map<String, List<String>> members) {

    /** No lists. */
    public static final Groups NONE = new Groups(Map.of());

    /** What a text that names guests by a tag begins with. */
    public static final String TAG = "tag:";

    /** What a text that names guests by a list begins with. */
    public static final String GROUP = "group:";

    /** Copies the lists, by their names in lower case. */
    public Groups {
        Map<String, List<String>> lower = new TreeMap<>();
        members.forEach((name, texts) -> lower.put(name.toLowerCase(Locale.ROOT), List.copyOf(texts)));
        members = Map.copyOf(lower);
    }

    /** Whether this text names that guest. */
    public boolean name(String text, Guest guest) {
        return group(text)
                .map(list -> list.stream().anyMatch(t -> namesAlone(t, guest)))
                .orElseGet(() -> namesAlone(text, guest));
    }

    /** Why this text names that guest, or does not; follows upon the guest's name. */
    String why(String text, Guest guest) {
        Optional<List<String>> list = group(text);
        if (list.isEmpty()) {
            return whyAlone(text, guest);
        }
        return list.get().stream()
                .filter(t -> namesAlone(t, guest))
                .findFirst()
                .map(t -> "is in " + text + " by '" + t + "': it " + whyAlone(t, guest))
                .orElseGet(() -> "is not in " + text + ", which is " + quoted(list.get()));
    }

    /** The texts of the list that this text names, empty if it names none. */
    private Optional<List<String>> group(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.startsWith(GROUP)
                ? Optional.of(members.getOrDefault(lower.substring(GROUP.length()), List.of()))
                : Optional.empty();
    }

    private static boolean namesAlone(String text, Guest guest) {
        Pattern pattern = Pattern.of(text);
        return pattern.text().startsWith(TAG) ? hasTag(pattern, guest) : pattern.matches(guest);
    }

    private static boolean hasTag(Pattern pattern, Guest guest) {
        Pattern tag = new Pattern(pattern.text().substring(TAG.length()));
        return guest.tags().stream().anyMatch(tag::matches);
    }

    private static String whyAlone(String text, Guest guest) {
        Pattern pattern = Pattern.of(text);
        if (pattern.text().startsWith(TAG)) {
            String tag = pattern.text().substring(TAG.length());
            String has = guest.tags().isEmpty()
                    ? "no tag"
                    : guest.tags().stream().map(t -> "#" + t).collect(Collectors.joining(", "));
            return hasTag(pattern, guest)
                    ? "has #" + tag + " in its notes"
                    : "has no #" + tag + " in its notes, but " + has;
        }
        if (pattern.isIdOf(guest)) {
            return "has that id";
        }
        return pattern.matches(guest) ? "is named so" : "is not named '" + text + "'";
    }

    private static String quoted(List<String> texts) {
        return texts.isEmpty()
                ? "empty"
                : texts.stream().map(t -> "'" + t + "'").collect(Collectors.joining(", "));
    }
}
