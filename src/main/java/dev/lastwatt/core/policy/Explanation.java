package dev.lastwatt.core.policy;

import dev.lastwatt.core.guest.Guest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which rule of a policy counts for a guest, and why not the others.
 *
 * @param guest the guest
 * @param rule what counts: the rule that hit, or what holds without one
 * @param number the place of that rule in the policy, from 1; 0 if none hit
 * @param rules what became of each rule, in their order
 */
public record Explanation(Guest guest, GuestRule rule, int number, List<Weighed> rules) {

    /** Copies the list. */
    public Explanation {
        rules = List.copyOf(rules);
    }

    /**
     * What became of a rule.
     *
     * @param number its place, from 1
     * @param match the guests that it is for, as it is written
     * @param verdict whether it counts
     * @param why why; follows upon the guest's name
     */
    public record Weighed(int number, String match, Verdict verdict, String why) {}

    /** Whether a rule counts. */
    public enum Verdict {
        /** The first that names the guest. */
        HIT,
        /** It names the guest, but an earlier one does too. */
        TOO_LATE,
        /** It does not name the guest. */
        OTHERS;

        /** For people and documents. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** Of one guest. */
    public static Explanation of(Policy policy, Guest guest) {
        List<Weighed> weighed = new ArrayList<>();
        int hit = 0;
        for (GuestRule rule : policy.rules()) {
            int number = weighed.size() + 1;
            boolean names = policy.groups().name(rule.match(), guest);
            String why = policy.groups().why(rule.match(), guest);
            if (!names) {
                weighed.add(new Weighed(number, rule.match(), Verdict.OTHERS, why));
            } else if (hit > 0) {
                weighed.add(new Weighed(
                        number, rule.match(), Verdict.TOO_LATE, why + ", but rule " + hit + " comes first"));
            } else {
                hit = number;
                weighed.add(new Weighed(number, rule.match(), Verdict.HIT, why));
            }
        }
        return new Explanation(guest, policy.ruleFor(guest), hit, weighed);
    }

    /** Of each guest that this text names: a name with wildcards, an id, {@code tag:} or {@code group:}. */
    public static List<Explanation> of(Policy policy, List<Guest> guests, String text) {
        return guests.stream()
                .filter(g -> policy.groups().name(text, g))
                .map(g -> of(policy, g))
                .toList();
    }

    /** What counts, in words, a line for each thing said. */
    public List<String> says() {
        return RuleWords.of(rule);
    }
}
