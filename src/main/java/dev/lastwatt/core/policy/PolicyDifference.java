package dev.lastwatt.core.policy;

import dev.lastwatt.core.policy.PolicyWords.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What another policy changes, in words for people, a line for each change. What means the same is no change, however it is
 * written: a default that is written out, or a remark.
 */
public final class PolicyDifference {

    private static final String NOTHING = "nothing";

    private final List<String> lines = new ArrayList<>();

    private PolicyDifference() {}

    /** From the one to the other; empty if they mean the same. */
    public static List<String> between(Policy before, Policy after) {
        PolicyDifference difference = new PolicyDifference();
        difference.fields(PolicyWords.whole(before), PolicyWords.whole(after));
        difference.rules(numbered(PolicyWords.rules(before)), numbered(PolicyWords.rules(after)));
        difference.parts(numbered(PolicyWords.others(before)), numbered(PolicyWords.others(after)));
        return List.copyOf(difference.lines);
    }

    /** Parts by their titles; of those with the same title the second is called so. */
    private static Map<String, Part> numbered(List<Part> parts) {
        Map<String, Integer> times = new HashMap<>();
        Map<String, Part> byTitle = new LinkedHashMap<>();
        for (Part part : parts) {
            int n = times.merge(part.title(), 1, Integer::sum);
            byTitle.put(n == 1 ? part.title() : part.title() + " (number " + n + " of this name)", part);
        }
        return byTitle;
    }

    private void rules(Map<String, Part> before, Map<String, Part> after) {
        parts(before, after);
        List<String> wasOrder = new ArrayList<>(before.keySet());
        List<String> isOrder = new ArrayList<>(after.keySet());
        List<String> was = wasOrder.stream().filter(after::containsKey).toList();
        List<String> is = isOrder.stream().filter(before::containsKey).toList();
        Set<String> stay = longestCommon(was, is);
        for (String title : is) {
            if (!stay.contains(title)) {
                lines.add(title + " is in place " + (isOrder.indexOf(title) + 1) + " of the rules, it was in place "
                        + (wasOrder.indexOf(title) + 1) + "; of the rules that name a guest the first counts");
            }
        }
    }

    private void parts(Map<String, Part> before, Map<String, Part> after) {
        before.forEach((title, part) -> {
            if (!after.containsKey(title)) {
                lines.add(title + " is gone; it said " + PolicyWords.line(part));
            }
        });
        int place = 0;
        for (Map.Entry<String, Part> now : after.entrySet()) {
            place++;
            Part was = before.get(now.getKey());
            if (was != null) {
                fields(
                        new Part(now.getKey(), was.fields()),
                        new Part(now.getKey(), now.getValue().fields()));
            } else {
                lines.add(now.getKey() + " is new"
                        + (now.getKey().startsWith("the rule") ? ", in place " + place : "") + ": "
                        + PolicyWords.line(now.getValue()));
            }
        }
    }

    private void fields(Part before, Part after) {
        Set<String> names = new LinkedHashSet<>(before.fields().keySet());
        names.addAll(after.fields().keySet());
        for (String name : names) {
            @Nullable String was = before.fields().get(name);
            @Nullable String is = after.fields().get(name);
            if (!Objects.equals(was, is)) {
                lines.add((after.title().isEmpty() ? "" : after.title() + ": ") + name + " becomes "
                        + (is == null ? NOTHING : is) + ", it was " + (was == null ? NOTHING : was));
            }
        }
    }

    /** Of two orders of the same things, those that need not move. */
    private static Set<String> longestCommon(List<String> a, List<String> b) {
        int[][] length = new int[a.size() + 1][b.size() + 1];
        for (int i = a.size() - 1; i >= 0; i--) {
            for (int j = b.size() - 1; j >= 0; j--) {
                length[i][j] = a.get(i).equals(b.get(j))
                        ? length[i + 1][j + 1] + 1
                        : Math.max(length[i + 1][j], length[i][j + 1]);
            }
        }
        Set<String> common = new LinkedHashSet<>();
        for (int i = 0, j = 0; i < a.size() && j < b.size(); ) {
            if (a.get(i).equals(b.get(j))) {
                common.add(a.get(i));
                i++;
                j++;
            } else if (length[i + 1][j] >= length[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
        return common;
    }
}
