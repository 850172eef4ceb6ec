package dev.lastwatt.core.policy;

import dev.lastwatt.core.guest.Dependency;
import dev.lastwatt.core.guest.StopMethod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a rule says, field by field in words. */
final class RuleWords {

    private RuleWords() {}

    /** A line for each thing that it says, the methods first. */
    static List<String> of(GuestRule rule) {
        List<String> lines = new ArrayList<>();
        fields(rule).forEach((field, said) -> {
            if (said != null) {
                lines.add(field + ": " + said);
            }
        });
        return lines;
    }

    /** What each field says, by its name in the document; null where it says nothing. */
    static Map<String, @Nullable String> fields(GuestRule rule) {
        Map<String, @Nullable String> said = new LinkedHashMap<>();
        said.put("leaveAlone", rule.leaveAlone() ? "true" : null);
        said.put("methods", methods(rule.methods()));
        said.put("neverSave", rule.never().contains(StopMethod.SAVE) ? "true" : null);
        said.put("neverTurnOff", rule.never().contains(StopMethod.TURN_OFF) ? "true" : null);
        said.put("dependsOn", needs(rule.dependsOn()));
        said.put("priority", number(rule.priority()));
        said.put(
                "updatesPending",
                rule.updatesPending() == null ? null : rule.updatesPending().toString());
        said.put("watts", rule.watts() == null ? null : number(rule.watts()));
        said.put("os", rule.os() == null ? null : rule.os().name().toLowerCase(Locale.ROOT));
        said.put(
                "startOrder",
                rule.start().order() == 0 ? null : Integer.toString(rule.start().order()));
        said.put(
                "startDelay",
                rule.start().delay().isZero()
                        ? null
                        : PolicyWords.time(rule.start().delay()));
        said.put(
                "upWhen",
                rule.start().up() == GuestRule.Up.HEARTBEAT
                        ? null
                        : rule.start().up().word());
        return said;
    }

    private static String methods(List<StopMethod> methods) {
        return methods.isEmpty()
                ? "none"
                : methods.stream().map(StopMethod::word).collect(Collectors.joining(", "));
    }

    private static @Nullable String needs(List<GuestRule.Need> needs) {
        return needs.isEmpty()
                ? null
                : needs.stream()
                        .map(n -> n.on() + (n.kind() == Dependency.Kind.HARD ? " (hard)" : ""))
                        .collect(Collectors.joining(", "));
    }

    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
