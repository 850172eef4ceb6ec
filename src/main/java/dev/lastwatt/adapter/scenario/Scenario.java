package dev.lastwatt.adapter.scenario;

import dev.lastwatt.adapter.scenario.Known.Dependency;
import dev.lastwatt.adapter.scenario.Known.KnownGuest;
import dev.lastwatt.adapter.scenario.Known.KnownVolume;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One outage at one site: one line of a scenario file.
 *
 * @param format always {@link #FORMAT}
 * @param id its name
 * @param known what a policy may be handed
 * @param truth what only the world and the judge may see
 */
public record Scenario(String format, String id, Known known, Truth truth) {

    /** The format's name and version. */
    public static final String FORMAT = "lastwatt-scenario/1";

    /** Checks that every name used is one that exists. */
    public Scenario {
        Demand.that(format.equals(FORMAT), "format must be " + FORMAT + ", is " + format);
        Demand.text("id", id);
        Set<String> guests = unique(
                "known.guests", known.guests().stream().map(KnownGuest::name).toList());
        Set<String> volumes = unique(
                "known.volumes", known.volumes().stream().map(KnownVolume::name).toList());
        for (KnownGuest guest : known.guests()) {
            Demand.that(
                    volumes.contains(guest.volume()),
                    "known.guests: volume of " + guest.name() + " is " + guest.volume() + ", no such volume");
        }
        int index = 0;
        for (Dependency dependency : known.dependencies()) {
            String field = "known.dependencies[" + index++ + "]";
            Demand.that(guests.contains(dependency.guest()), field + ".guest: no guest " + dependency.guest());
            Demand.that(guests.contains(dependency.on()), field + ".on: no guest " + dependency.on());
            Demand.that(!dependency.guest().equals(dependency.on()), field + ": a guest cannot depend on itself");
        }
        same("truth.guests", "guest", guests, truth.guests().keySet());
        same("truth.volumes", "volume", volumes, truth.volumes().keySet());
    }

    /** Load at the power failure, in watts: every guest runs. */
    public double wattsAtFailure() {
        return known.host().baseWatts()
                + known.guests().stream().mapToDouble(KnownGuest::watts).sum();
    }

    private static Set<String> unique(String field, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            Demand.that(seen.add(name), field + ": " + name + " appears twice");
        }
        return seen;
    }

    private static void same(String field, String what, Set<String> expected, Set<String> found) {
        Set<String> missing = new TreeSet<>(expected);
        missing.removeAll(found);
        Demand.that(missing.isEmpty(), field + ": missing " + what + " " + String.join(", ", missing));
        Set<String> unknown = new TreeSet<>(found);
        unknown.removeAll(expected);
        Demand.that(unknown.isEmpty(), field + ": no " + what + " " + String.join(", ", unknown));
    }
}
