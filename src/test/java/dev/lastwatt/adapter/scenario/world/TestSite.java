package dev.lastwatt.adapter.scenario.world;

import dev.lastwatt.adapter.scenario.Known;
import dev.lastwatt.adapter.scenario.Known.Dependency;
import dev.lastwatt.adapter.scenario.Known.KnownGuest;
import dev.lastwatt.adapter.scenario.Known.KnownHost;
import dev.lastwatt.adapter.scenario.Known.KnownUps;
import dev.lastwatt.adapter.scenario.Known.KnownVolume;
import dev.lastwatt.adapter.scenario.Scenario;
import dev.lastwatt.adapter.scenario.Truth;
import dev.lastwatt.adapter.scenario.Truth.Battery;
import dev.lastwatt.adapter.scenario.Truth.Gauge;
import dev.lastwatt.adapter.scenario.Truth.TrueGuest;
import dev.lastwatt.adapter.scenario.Truth.TrueVolume;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A site of round figures: guests g0, g1, ... of 1000 MB and 10 W on one volume of 100 MB/s, on a host of 100 W. */
public final class TestSite {

    private final List<KnownGuest> known = new ArrayList<>();
    private final Map<String, TrueGuest> truth = new LinkedHashMap<>();
    private final List<Dependency> dependencies = new ArrayList<>();
    private double battery = 600;
    private double outage = 100_000;

    /** A guest whose shutdown takes so long; null for one that hangs. */
    public TestSite guest(@Nullable Double shutdownSeconds) {
        String name = "g" + known.size();
        known.add(new KnownGuest(name, Known.Os.LINUX, 1000, "v0", 10, 1, 0, false, List.of()));
        truth.put(name, new TrueGuest(shutdownSeconds, false));
        return this;
    }

    /** So many of them. */
    public TestSite guests(int count, double shutdownSeconds) {
        for (int i = 0; i < count; i++) {
            guest(shutdownSeconds);
        }
        return this;
    }

    /** One should be off before the other. */
    public TestSite dependency(int guest, int on, Known.Kind kind) {
        dependencies.add(new Dependency("g" + guest, "g" + on, kind));
        return this;
    }

    /** Seconds at the load of the failure. */
    public TestSite battery(double seconds) {
        battery = seconds;
        return this;
    }

    /** How long the mains are away. */
    public TestSite outage(double seconds) {
        outage = seconds;
        return this;
    }

    /** The scenario: an honest gauge, a host that takes 60 s. */
    public Scenario scenario() {
        return new Scenario(
                Scenario.FORMAT,
                "test",
                new Known(
                        5,
                        known,
                        dependencies,
                        List.of(new KnownVolume("v0", 100)),
                        new KnownHost(100, 10, null, List.of(60.0)),
                        new KnownUps(battery, 0.0, 1.0)),
                new Truth(
                        truth,
                        Map.of("v0", new TrueVolume(100)),
                        60,
                        new Battery(battery, 1, battery, 1),
                        Gauge.honest(),
                        outage));
    }

    /** The same, numbered. */
    public Site site() {
        return new Site(scenario());
    }
}
