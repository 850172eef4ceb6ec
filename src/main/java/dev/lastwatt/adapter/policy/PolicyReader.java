package dev.lastwatt.adapter.policy;

import dev.lastwatt.core.policy.Apart;
import dev.lastwatt.core.policy.OtherServer;
import dev.lastwatt.core.policy.Policy;
import dev.lastwatt.core.policy.RuntimeUnknown;
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
import org.jspecify.annotations.Nullable;

/** Turns a document into a policy, and says which field is wrong where it is not one. */
final class PolicyReader {

    private static final double MEGABYTE = 1e6;

    private final Fields in;

    PolicyReader(String where) {
        this.in = new Fields(where);
    }

    Policy policy(PolicyDocument doc) {
        Policy usual = Policy.defaults();
        Selectors selectors = new Selectors(in, doc.groups());
        return new Policy(
                new Policy.Times(
                        in.time("reserve", doc.reserve(), usual.reserve()),
                        in.time("rideThrough", doc.rideThrough(), usual.rideThrough()),
                        in.time("mainsHold", doc.mainsHold(), usual.mainsHold()),
                        in.time("hostShutdown", doc.hostShutdown(), usual.hostShutdown()),
                        in.time("forcedShutdownGrace", doc.forcedShutdownGrace(), usual.forcedShutdownGrace()),
                        in.time("assumedRuntime", doc.assumedRuntime(), usual.assumedRuntime()),
                        in.time("saveWhenItBuys", doc.saveWhenItBuys(), usual.saveWhenItBuys())),
                new Policy.Limits(
                        in.count("savesPerVolume", doc.savesPerVolume(), usual.savesPerVolume()),
                        in.count("concurrentShutdowns", doc.concurrentShutdowns(), usual.concurrentShutdowns()),
                        confidence(doc.confidence(), usual.confidence()),
                        savePaces(doc.savePaces()),
                        savesOnVolume(doc.savesOnVolume())),
                servers(doc.otherServers()),
                new GuestRules(in, selectors).read(doc.guests()),
                new Policy.Windows(
                        windows("maintenanceWindows", doc.maintenanceWindows()),
                        windows("patchWindows", doc.patchWindows())),
                savesWhileStopping(doc.savesWhileStopping()),
                tiers(doc.shedding(), selectors),
                selectors.groups(),
                apart(doc.neverTogether(), selectors),
                whenRuntimeUnknown(doc.whenRuntimeUnknown(), usual.whenRuntimeUnknown()));
    }

    private RuntimeUnknown whenRuntimeUnknown(@Nullable String word, RuntimeUnknown usual) {
        return word == null
                ? usual
                : RuntimeUnknown.of(word)
                        .orElseThrow(() ->
                                in.wrong("whenRuntimeUnknown", "'" + word + "' is not one of assume, stop, wait"));
    }

    private Apart apart(@Nullable List<List<String>> given, Selectors selectors) {
        List<List<String>> sets = new ArrayList<>();
        for (List<String> texts : in.entries("neverTogether", given)) {
            String at = "neverTogether[" + sets.size() + "]";
            List<String> set = new ArrayList<>();
            for (String text : in.entries(at, texts)) {
                set.add(selectors.read(at + "[" + set.size() + "]", text));
            }
            if (set.isEmpty()) {
                throw in.wrong(at, "is empty: name the guests of which one may run, such as [sql-a, sql-b]");
            }
            sets.add(set);
        }
        return new Apart(sets);
    }

    private double confidence(@Nullable Double given, double usual) {
        if (given != null && !(given >= 0.8 && given <= 0.999)) {
            throw in.wrong("confidence", "must be from 0.8 to 0.999, such as 0.95");
        }
        return given == null ? usual : given;
    }

    private @Nullable Boolean savesWhileStopping(@Nullable String word) {
        return switch (word == null ? "unknown" : word.toLowerCase(Locale.ROOT)) {
            case "unknown" -> null;
            case "always" -> true;
            case "never" -> false;
            default -> throw in.wrong("savesWhileStopping", "'" + word + "' is not one of unknown, always, never");
        };
    }

    private List<OtherServer> servers(@Nullable List<PolicyDocument.Server> given) {
        List<OtherServer> servers = new ArrayList<>();
        for (PolicyDocument.Server server : in.entries("otherServers", given)) {
            String at = "otherServers[" + servers.size() + "]";
            servers.add(new OtherServer(
                    in.required(at + ".name", server.name()),
                    in.time(at + ".needs", in.required(at + ".needs", server.needs()), Duration.ZERO)));
        }
        return servers;
    }

    private List<ShedTier> tiers(@Nullable List<PolicyDocument.Tier> given, Selectors selectors) {
        List<ShedTier> tiers = new ArrayList<>();
        for (PolicyDocument.Tier tier : in.entries("shedding", given)) {
            String at = "shedding[" + tiers.size() + "]";
            List<String> guests = new ArrayList<>();
            for (String guest : in.entries(at + ".guests", tier.guests())) {
                guests.add(selectors.read(at + ".guests[" + guests.size() + "]", guest));
            }
            if (guests.isEmpty()) {
                throw in.wrong(
                        at + ".guests", "is empty: name the guests that may be stopped early, such as [\"test*\"]");
            }
            tiers.add(new ShedTier(
                    guests,
                    in.time(at + ".after", in.required(at + ".after", tier.after()), Duration.ZERO),
                    in.time(at + ".worth", tier.worth(), ShedTier.USUAL_WORTH)));
        }
        return tiers;
    }

    /** Written in megabytes a second, as data sheets do: millions of bytes. */
    private Map<String, Double> savePaces(@Nullable Map<String, Double> given) {
        Map<String, Double> paces = new LinkedHashMap<>();
        if (given != null) {
            given.forEach((volume, pace) -> {
                if (pace == null || !(pace >= 1 && pace <= 100_000)) {
                    throw in.wrong("savePaces." + volume, "must be from 1 to 100000 megabytes a second");
                }
                paces.put(volume, pace * MEGABYTE);
            });
        }
        return paces;
    }

    private Map<String, Integer> savesOnVolume(@Nullable Map<String, Integer> given) {
        Map<String, Integer> saves = new LinkedHashMap<>();
        if (given != null) {
            given.forEach((volume, count) -> {
                String at = "savesOnVolume." + volume;
                if (count == null) {
                    throw in.wrong(at, "is missing: write how many saved states at once, such as 2");
                }
                if (saves.put(volume.toLowerCase(Locale.ROOT), in.count(at, count, 1)) != null) {
                    throw in.wrong(at, "is there twice, since case does not count: remove one of them");
                }
            });
        }
        return saves;
    }

    private List<Window> windows(String field, @Nullable List<PolicyDocument.Weekly> given) {
        List<Window> windows = new ArrayList<>();
        for (PolicyDocument.Weekly weekly : in.entries(field, given)) {
            windows.add(window(field + "[" + windows.size() + "]", weekly));
        }
        return windows;
    }

    private Window window(String at, PolicyDocument.Weekly weekly) {
        Duration length = in.time(at + ".length", in.required(at + ".length", weekly.length()), Duration.ZERO);
        if (length.isZero()) {
            throw in.wrong(at + ".length", "is nothing: write how long the window lasts, such as 3h");
        }
        return new Window(
                day(at + ".day", in.required(at + ".day", weekly.day())),
                start(at + ".start", in.required(at + ".start", weekly.start())),
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
            throw in.wrong(at, "'" + word + "' is not a day: write one of monday to sunday, or daily");
        }
    }

    private LocalTime start(String at, String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeParseException e) {
            throw in.wrong(at, "'" + text + "' is not a time of day: write it like \"02:30\", in quotes");
        }
    }

    private ZoneId zone(String at, @Nullable String name) {
        try {
            return name == null ? ZoneId.systemDefault() : ZoneId.of(name);
        } catch (DateTimeException e) {
            throw in.wrong(at, "'" + name + "' is not a time zone: write it like Europe/Rome, or leave it out");
        }
    }
}
