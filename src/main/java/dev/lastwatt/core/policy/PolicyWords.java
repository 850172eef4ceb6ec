package dev.lastwatt.core.policy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A policy as parts that have fields, all in words; what two policies are compared by. */
final class PolicyWords {

    private static final double MEGABYTE = 1e6;

    private PolicyWords() {}

    /**
     * A part of a policy.
     *
     * @param title what it is, empty for the policy itself; two parts of a policy may have the same
     * @param fields what each field says, null where it says nothing
     */
    record Part(String title, Map<String, @Nullable String> fields) {}

    /** What is said once. */
    static Part whole(Policy policy) {
        Map<String, @Nullable String> said = new LinkedHashMap<>();
        said.put("reserve", time(policy.reserve()));
        said.put("rideThrough", time(policy.rideThrough()));
        said.put("mainsHold", time(policy.mainsHold()));
        said.put("hostShutdown", time(policy.hostShutdown()));
        said.put("forcedShutdownGrace", time(policy.forcedShutdownGrace()));
        said.put("assumedRuntime", time(policy.assumedRuntime()));
        said.put("whenRuntimeUnknown", policy.whenRuntimeUnknown().word());
        said.put("saveWhenItBuys", time(policy.saveWhenItBuys()));
        said.put("confidence", RuleWords.number(policy.confidence()));
        said.put("savesPerVolume", Integer.toString(policy.savesPerVolume()));
        said.put("concurrentShutdowns", Integer.toString(policy.concurrentShutdowns()));
        Boolean saves = policy.savesWhileStopping();
        said.put("savesWhileStopping", saves == null ? "unknown" : saves ? "always" : "never");
        policy.limits()
                .savePaces()
                .forEach((volume, pace) ->
                        said.put("savePaces of " + volume, RuleWords.number(pace / MEGABYTE) + " megabytes a second"));
        policy.limits()
                .savesOnVolume()
                .forEach((volume, count) -> said.put("savesOnVolume of " + volume, Integer.toString(count)));
        return new Part("", said);
    }

    /** The rules, in their order. */
    static List<Part> rules(Policy policy) {
        return policy.rules().stream()
                .map(r -> new Part("the rule for " + r.match(), RuleWords.fields(r)))
                .toList();
    }

    /** All other parts. */
    static List<Part> others(Policy policy) {
        List<Part> parts = new ArrayList<>();
        policy.groups().members().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(g -> parts.add(part("the group " + g.getKey(), "guests", String.join(", ", g.getValue()))));
        policy.apart()
                .sets()
                .forEach(set -> parts.add(part("never together " + String.join(", ", set), "runs", "one of them")));
        for (OtherServer server : policy.otherServers()) {
            parts.add(part("the other server " + server.name(), "needs", time(server.needs())));
        }
        for (ShedTier tier : policy.shedding()) {
            Map<String, @Nullable String> said = new LinkedHashMap<>();
            said.put("after", time(tier.after()));
            said.put("worth", time(tier.worth()));
            parts.add(new Part("the shedding of " + tier.name(), said));
        }
        policy.windows().maintenance().forEach(w -> parts.add(window("maintenance", w)));
        policy.windows().patch().forEach(w -> parts.add(window("patch", w)));
        return parts;
    }

    private static Part window(String kind, Window window) {
        DayOfWeek day = window.day();
        return part(
                "the " + kind + " window "
                        + (day == null ? "daily" : day.name().toLowerCase(Locale.ROOT)) + " at " + window.start() + " ("
                        + window.zone() + ")",
                "length",
                time(window.length()));
    }

    private static Part part(String title, String field, String said) {
        Map<String, @Nullable String> fields = new LinkedHashMap<>();
        fields.put(field, said);
        return new Part(title, fields);
    }

    /** What the part says, on one line. */
    static String line(Part part) {
        return part.fields().entrySet().stream()
                .filter(f -> f.getValue() != null)
                .map(f -> f.getKey() + ": " + f.getValue())
                .collect(Collectors.joining("; "));
    }

    static String time(Duration time) {
        List<String> parts = new ArrayList<>();
        if (time.toHours() > 0) {
            parts.add(time.toHours() + " h");
        }
        if (time.toMinutesPart() > 0) {
            parts.add(time.toMinutesPart() + " min");
        }
        Duration rest = time.minusHours(time.toHours()).minusMinutes(time.toMinutesPart());
        if (!rest.isZero() || parts.isEmpty()) {
            parts.add(RuleWords.number(rest.toMillis() / 1000.0) + " s");
        }
        return String.join(" ", parts);
    }
}
