package dev.lastwatt.adapter.policy;

import dev.lastwatt.core.guest.Dependency;
import dev.lastwatt.core.guest.OperatingSystem;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.policy.GuestRule;
import dev.lastwatt.core.policy.Policy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the rules for guests. */
final class GuestRules {

    private final Fields in;
    private final Selectors selectors;

    GuestRules(Fields in, Selectors selectors) {
        this.in = in;
        this.selectors = selectors;
    }

    List<GuestRule> read(@Nullable List<PolicyDocument.Rule> given) {
        List<GuestRule> rules = new ArrayList<>();
        for (PolicyDocument.Rule rule : in.entries("guests", given)) {
            rules.add(rule("guests[" + rules.size() + "]", rule));
        }
        return rules;
    }

    private GuestRule rule(String at, PolicyDocument.Rule rule) {
        boolean leaveAlone = Boolean.TRUE.equals(rule.leaveAlone());
        List<StopMethod> methods = new ArrayList<>();
        Set<StopMethod> never = never(rule);
        for (String word : rule.methods() == null ? usual(never) : rule.methods()) {
            try {
                methods.add(StopMethod.of(word));
            } catch (IllegalArgumentException e) {
                throw in.wrong(at + ".methods", String.valueOf(e.getMessage()));
            }
        }
        contradicted(at, "neverSave", StopMethod.SAVE, never, methods);
        contradicted(at, "neverTurnOff", StopMethod.TURN_OFF, never, methods);
        if (methods.isEmpty() && !leaveAlone) {
            throw in.wrong(at + ".methods", "is empty: name a method, or write leaveAlone: true");
        }
        List<GuestRule.Need> needs = new ArrayList<>();
        for (PolicyDocument.Need need : in.entries(at + ".dependsOn", rule.dependsOn())) {
            String here = at + ".dependsOn[" + needs.size() + "]";
            needs.add(new GuestRule.Need(
                    selectors.read(here + ".guest", need.guest()), kind(here + ".kind", need.kind())));
        }
        double priority = rule.priority() == null ? 1 : rule.priority();
        if (!(priority > 0 && priority <= 1_000_000)) {
            throw in.wrong(at + ".priority", "must be above 0 and at most 1000000");
        }
        Double watts = rule.watts();
        if (watts != null && !(watts >= 0 && watts <= 100_000)) {
            throw in.wrong(
                    at + ".watts",
                    "must be from 0 to 100000: what the load of the UPS falls by when such a guest is down");
        }
        return new GuestRule(
                selectors.read(at + ".match", rule.match()),
                methods,
                needs,
                priority,
                leaveAlone,
                new GuestRule.Told(rule.updatesPending(), watts, os(at + ".os", rule.os())),
                never,
                start(at, rule));
    }

    private GuestRule.Start start(String at, PolicyDocument.Rule rule) {
        GuestRule.Start usual = GuestRule.Start.USUAL;
        int order = rule.startOrder() == null ? usual.order() : rule.startOrder();
        if (order < 0 || order > 1000) {
            throw in.wrong(at + ".startOrder", "must be from 0 to 1000: guests of lower numbers start first");
        }
        return new GuestRule.Start(
                order,
                in.time(at + ".startDelay", rule.startDelay(), usual.delay()),
                up(at + ".upWhen", rule.upWhen() == null ? usual.up().word() : rule.upWhen()));
    }

    private GuestRule.Up up(String at, String word) {
        return Arrays.stream(GuestRule.Up.values())
                .filter(u -> u.word().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> in.wrong(at, "'" + word + "' is not one of heartbeat, running, asked"));
    }

    private static Set<StopMethod> never(PolicyDocument.Rule rule) {
        Set<StopMethod> never = EnumSet.noneOf(StopMethod.class);
        if (Boolean.TRUE.equals(rule.neverSave())) {
            never.add(StopMethod.SAVE);
        }
        if (Boolean.TRUE.equals(rule.neverTurnOff())) {
            never.add(StopMethod.TURN_OFF);
        }
        return never;
    }

    private static List<String> usual(Set<StopMethod> never) {
        return Policy.defaults().ruleForAnyOther().methods().stream()
                .filter(m -> !never.contains(m))
                .map(StopMethod::word)
                .toList();
    }

    private void contradicted(
            String at, String field, StopMethod method, Set<StopMethod> never, List<StopMethod> methods) {
        if (never.contains(method) && methods.contains(method)) {
            throw in.wrong(
                    at + "." + field,
                    "is true, but " + at + ".methods allows " + method.word() + ": take " + method.word()
                            + " out of methods, or " + field + " out of the rule");
        }
    }

    private @Nullable OperatingSystem os(String at, @Nullable String word) {
        return switch (word == null ? "" : word.toLowerCase(Locale.ROOT)) {
            case "" -> null;
            case "windows" -> OperatingSystem.WINDOWS;
            case "linux" -> OperatingSystem.LINUX;
            default -> throw in.wrong(at, "'" + word + "' is not one of windows, linux; leave it out for any other");
        };
    }

    private Dependency.Kind kind(String at, @Nullable String word) {
        if (word == null) {
            return Dependency.Kind.SOFT;
        }
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "soft" -> Dependency.Kind.SOFT;
            case "hard" -> Dependency.Kind.HARD;
            default -> throw in.wrong(at, "'" + word + "' is not a kind of dependency: write soft or hard");
        };
    }
}
