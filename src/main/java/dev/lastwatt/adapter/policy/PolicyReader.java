package dev.lastwatt.adapter.policy;

import dev.lastwatt.core.guest.Dependency;
import dev.lastwatt.core.guest.OperatingSystem;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.policy.GuestRule;
import dev.lastwatt.core.policy.OtherServer;
import dev.lastwatt.core.policy.Policy;
import dev.lastwatt.core.policy.ShedTier;
import dev.lastwatt.core.policy.Window;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns a document into a policy, and says which field is wrong where it is not one. */
final class PolicyReader {

    private static final Pattern SHORT = Pattern.compile("(\\d{1,6})\\s*(s|m|h)");
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final double MEGABYTE = 1e6;

    private final String where;

    PolicyReader(String where) {
        this.where = where;
    }

    Policy policy(PolicyDocument doc) {
        Policy usual = Policy.defaults();
        return new Policy(
                new Policy.Times(
                        time("reserve", doc.reserve(), usual.reserve()),
                        time("rideThrough", doc.rideThrough(), usual.rideThrough()),
                        time("mainsHold", doc.mainsHold(), usual.mainsHold()),
                        time("hostShutdown", doc.hostShutdown(), usual.hostShutdown()),
                        time("forcedShutdownGrace", doc.forcedShutdownGrace(), usual.forcedShutdownGrace()),
                        time("assumedRuntime", doc.assumedRuntime(), usual.assumedRuntime()),
                        time("saveWhenItBuys", doc.saveWhenItBuys(), usual.saveWhenItBuys())),
                new Policy.Limits(
                        count("savesPerVolume", doc.savesPerVolume(), usual.savesPerVolume()),
                        count("concurrentShutdowns", doc.concurrentShutdowns(), usual.concurrentShutdowns()),
                        confidence(doc.confidence(), usual.confidence()),
                        savePaces(doc.savePaces())),
                servers(doc.otherServers()),
                rules(doc.guests()),
                new Policy.Windows(
                        windows("maintenanceWindows", doc.maintenanceWindows()),
                        windows("patchWindows", doc.patchWindows())),
                savesWhileStopping(doc.savesWhileStopping()),
                tiers(doc.shedding()));
    }

    private double confidence(@Nullable Double given, double usual) {
        if (given != null && !(given >= 0.8 && given <= 0.999)) {
            throw wrong("confidence", "must be from 0.8 to 0.999, such as 0.95");
        }
        return given == null ? usual : given;
    }

    private @Nullable Boolean savesWhileStopping(@Nullable String word) {
        return switch (word == null ? "unknown" : word.toLowerCase(Locale.ROOT)) {
            case "unknown" -> null;
            case "always" -> true;
            case "never" -> false;
            default -> throw wrong("savesWhileStopping", "'" + word + "' is not one of unknown, always, never");
        };
    }

    private List<OtherServer> servers(@Nullable List<PolicyDocument.Server> given) {
        List<OtherServer> servers = new ArrayList<>();
        for (PolicyDocument.Server server : entries("otherServers", given)) {
            String at = "otherServers[" + servers.size() + "]";
            servers.add(new OtherServer(
                    required(at + ".name", server.name()),
                    time(at + ".needs", required(at + ".needs", server.needs()), Duration.ZERO)));
        }
        return servers;
    }

    private List<ShedTier> tiers(@Nullable List<PolicyDocument.Tier> given) {
        List<ShedTier> tiers = new ArrayList<>();
        for (PolicyDocument.Tier tier : entries("shedding", given)) {
            String at = "shedding[" + tiers.size() + "]";
            List<String> guests = new ArrayList<>();
            for (String guest : entries(at + ".guests", tier.guests())) {
                guests.add(required(at + ".guests[" + guests.size() + "]", guest));
            }
            if (guests.isEmpty()) {
                throw wrong(at + ".guests", "is empty: name the guests that may be stopped early, such as [\"test*\"]");
            }
            tiers.add(new ShedTier(
                    guests,
                    time(at + ".after", required(at + ".after", tier.after()), Duration.ZERO),
                    time(at + ".worth", tier.worth(), ShedTier.USUAL_WORTH)));
        }
        return tiers;
    }

    private List<GuestRule> rules(@Nullable List<PolicyDocument.Rule> given) {
        List<GuestRule> rules = new ArrayList<>();
        for (PolicyDocument.Rule rule : entries("guests", given)) {
            rules.add(rule("guests[" + rules.size() + "]", rule));
        }
        return rules;
    }

    private GuestRule rule(String at, PolicyDocument.Rule rule) {
        boolean leaveAlone = Boolean.TRUE.equals(rule.leaveAlone());
        List<StopMethod> methods = new ArrayList<>();
        for (String word : rule.methods() == null ? List.of("shutdown", "save") : rule.methods()) {
            try {
                methods.add(StopMethod.of(word));
            } catch (IllegalArgumentException e) {
                throw wrong(at + ".methods", String.valueOf(e.getMessage()));
            }
        }
        if (methods.isEmpty() && !leaveAlone) {
            throw wrong(at + ".methods", "is empty: name a method, or write leaveAlone: true");
        }
        List<GuestRule.Need> needs = new ArrayList<>();
        for (PolicyDocument.Need need : entries(at + ".dependsOn", rule.dependsOn())) {
            String here = at + ".dependsOn[" + needs.size() + "]";
            needs.add(new GuestRule.Need(required(here + ".guest", need.guest()), kind(here + ".kind", need.kind())));
        }
        double priority = rule.priority() == null ? 1 : rule.priority();
        if (!(priority > 0 && priority <= 1_000_000)) {
            throw wrong(at + ".priority", "must be above 0 and at most 1000000");
        }
        Double watts = rule.watts();
        if (watts != null && !(watts >= 0 && watts <= 100_000)) {
            throw wrong(
                    at + ".watts",
                    "must be from 0 to 100000: what the load of the UPS falls by when such a guest is down");
        }
        return new GuestRule(
                required(at + ".match", rule.match()),
                methods,
                needs,
                priority,
                leaveAlone,
                new GuestRule.Told(rule.updatesPending(), watts, os(at + ".os", rule.os())));
    }

    private @Nullable OperatingSystem os(String at, @Nullable String word) {
        return switch (word == null ? "" : word.toLowerCase(Locale.ROOT)) {
            case "" -> null;
            case "windows" -> OperatingSystem.WINDOWS;
            case "linux" -> OperatingSystem.LINUX;
            default -> throw wrong(at, "'" + word + "' is not one of windows, linux; leave it out for any other");
        };
    }

    /** Written in megabytes a second, as data sheets do: millions of bytes. */
    private Map<String, Double> savePaces(@Nullable Map<String, Double> given) {
        Map<String, Double> paces = new LinkedHashMap<>();
        if (given != null) {
            given.forEach((volume, pace) -> {
                if (pace == null || !(pace >= 1 && pace <= 100_000)) {
                    throw wrong("savePaces." + volume, "must be from 1 to 100000 megabytes a second");
                }
                paces.put(volume, pace * MEGABYTE);
            });
        }
        return paces;
    }

    private List<Window> windows(String field, @Nullable List<PolicyDocument.Weekly> given) {
        List<Window> windows = new ArrayList<>();
        for (PolicyDocument.Weekly weekly : entries(field, given)) {
            windows.add(window(field + "[" + windows.size() + "]", weekly));
        }
        return windows;
    }

    private Window window(String at, PolicyDocument.Weekly weekly) {
        Duration length = time(at + ".length", required(at + ".length", weekly.length()), Duration.ZERO);
        if (length.isZero()) {
            throw wrong(at + ".length", "is nothing: write how long the window lasts, such as 3h");
        }
        return new Window(
                day(at + ".day", required(at + ".day", weekly.day())),
                start(at + ".start", required(at + ".start", weekly.start())),
                length,
                zone(at + ".zone", weekly.zone()));
    }

    private @Nullable DayOfWeek day(String at, String word) {
        if (word.equalsIgnoreCase("daily")) {
            return null;
        }
        try {
            return DayOfWeek.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw wrong(at, "'" + word + "' is not a day: write one of monday to sunday, or daily");
        }
    }

    private LocalTime start(String at, String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeParseException e) {
            throw wrong(at, "'" + text + "' is not a time of day: write it like \"02:30\", in quotes");
        }
    }

    private ZoneId zone(String at, @Nullable String name) {
        try {
            return name == null ? ZoneId.systemDefault() : ZoneId.of(name);
        } catch (DateTimeException e) {
            throw wrong(at, "'" + name + "' is not a time zone: write it like Europe/Rome, or leave it out");
        }
    }

    private Dependency.Kind kind(String at, @Nullable String word) {
        if (word == null) {
            return Dependency.Kind.SOFT;
        }
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "soft" -> Dependency.Kind.SOFT;
            case "hard" -> Dependency.Kind.HARD;
            default -> throw wrong(at, "'" + word + "' is not a kind of dependency: write soft or hard");
        };
    }

    private Duration time(String at, @Nullable String text, Duration usual) {
        if (text == null) {
            return usual;
        }
        Duration time = parsed(text.trim());
        if (time == null || time.isNegative() || time.compareTo(LONGEST) > 0) {
            throw wrong(at, "'" + text + "' is not a time from 0 s to 24 h: write it like 90s, 5m or PT1M30S");
        }
        return time;
    }

    private static @Nullable Duration parsed(String text) {
        Matcher m = SHORT.matcher(text);
        if (m.matches()) {
            long n = Long.parseLong(m.group(1));
            return switch (m.group(2)) {
                case "s" -> Duration.ofSeconds(n);
                case "m" -> Duration.ofMinutes(n);
                default -> Duration.ofHours(n);
            };
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private int count(String at, @Nullable Integer given, int usual) {
        int count = given == null ? usual : given;
        if (count < 1 || count > 1000) {
            throw wrong(at, "must be from 1 to 1000");
        }
        return count;
    }

    private String required(String at, @Nullable String text) {
        if (text == null || text.isBlank()) {
            throw wrong(at, "is missing");
        }
        return text;
    }

    private PolicyException wrong(String at, String problem) {
        return new PolicyException(where + ", at " + at, problem);
    }

    private <T> List<T> entries(String at, @Nullable List<T> given) {
        List<T> entries = given == null ? List.of() : given;
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i) == null) {
                throw wrong(at + "[" + i + "]", "is empty: write what belongs there, or remove its '-'");
            }
        }
        return entries;
    }
}
