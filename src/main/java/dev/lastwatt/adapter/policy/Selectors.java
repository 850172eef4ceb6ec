package dev.lastwatt.adapter.policy;

import dev.lastwatt.core.policy.Groups;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the texts by which a policy names guests, and the lists that it names. */
final class Selectors {

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}_. -]{0,63}");
    private static final int LONGEST = 400;

    private final Fields in;
    private final Groups groups;

    Selectors(Fields in, @Nullable Map<String, List<String>> given) {
        this.in = in;
        Map<String, List<String>> lists = new LinkedHashMap<>();
        if (given != null) {
            given.forEach((name, texts) -> {
                String at = "groups." + name;
                if (!NAME.matcher(name).matches()) {
                    throw in.wrong(
                            at, "is not a name: write letters, digits, - _ . and spaces, at most 64, a letter first");
                }
                if (lists.put(name.toLowerCase(Locale.ROOT), members(at, texts)) != null) {
                    throw in.wrong(at, "is there twice, since case does not count: give one of them another name");
                }
            });
        }
        groups = new Groups(lists);
    }

    private List<String> members(String at, @Nullable List<String> texts) {
        List<String> members = new ArrayList<>();
        for (String text : in.entries(at, texts)) {
            String here = at + "[" + members.size() + "]";
            if (is(Groups.GROUP, text)) {
                throw in.wrong(here, "a group does not contain groups: write here what that group has");
            }
            members.add(single(here, text));
        }
        if (members.isEmpty()) {
            throw in.wrong(at, "is empty: name guests, such as [\"sql*\", \"tag:db\"], or remove it");
        }
        return members;
    }

    Groups groups() {
        return groups;
    }

    /** A name with wildcards, an id, {@code tag:} or {@code group:}. */
    String read(String at, @Nullable String given) {
        String text = in.required(at, given);
        if (!is(Groups.GROUP, text)) {
            return single(at, text);
        }
        if (!groups.members().containsKey(text.substring(Groups.GROUP.length()).toLowerCase(Locale.ROOT))) {
            String known = groups.members().keySet().stream().sorted().collect(Collectors.joining(", "));
            throw in.wrong(
                    at,
                    "'" + text + "' is no group of this policy: "
                            + (known.isEmpty() ? "it has none, write it under groups" : "there are " + known));
        }
        return text;
    }

    private String single(String at, @Nullable String given) {
        String text = in.required(at, given);
        if (text.length() > LONGEST) {
            throw in.wrong(at, "is longer than " + LONGEST + " characters, which no name of a guest is");
        }
        if (is(Groups.TAG, text) && !text.substring(Groups.TAG.length()).matches("[^\\s#]+")) {
            throw in.wrong(at, "'" + text + "' is not a tag: write tag:db for guests with #db in their notes");
        }
        return text;
    }

    private static boolean is(String prefix, @Nullable String text) {
        return text != null && text.regionMatches(true, 0, prefix, 0, prefix.length());
    }
}
