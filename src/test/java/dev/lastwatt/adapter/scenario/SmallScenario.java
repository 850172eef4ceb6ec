package dev.lastwatt.adapter.scenario;

import dev.lastwatt.adapter.scenario.Known.Dependency;
import dev.lastwatt.adapter.scenario.Known.Kind;
import dev.lastwatt.adapter.scenario.Known.KnownGuest;
import dev.lastwatt.adapter.scenario.Known.KnownHost;
import dev.lastwatt.adapter.scenario.Known.KnownUps;
import dev.lastwatt.adapter.scenario.Known.KnownVolume;
import dev.lastwatt.adapter.scenario.Known.Os;
import dev.lastwatt.adapter.scenario.Truth.Battery;
import dev.lastwatt.adapter.scenario.Truth.Gauge;
import dev.lastwatt.adapter.scenario.Truth.GaugeKind;
import dev.lastwatt.adapter.scenario.Truth.TrueGuest;
import dev.lastwatt.adapter.scenario.Truth.TrueVolume;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Scenarios for tests: guests g0, g1, ... on one volume v of 400 MB/s, a base load of 100 W, an outage of an hour. */
public final class SmallScenario {

    private final List<KnownGuest> guests = new ArrayList<>();
    private final Map<String, TrueGuest> truths = new LinkedHashMap<>();
    private final List<Dependency> dependencies = new ArrayList<>();
    private Battery battery = new Battery(300, 1.2, 500, 0.9);
    private Gauge gauge = Gauge.honest();
    private double outageSeconds = 3600;

    /** Adds a guest of 8000 MB; null: it hangs. */
    public SmallScenario guest(double watts, @Nullable Double shutdownSeconds) {
        return guest(watts, shutdownSeconds, false);
    }

    /** Adds a guest of 8000 MB; null: it hangs. */
    public SmallScenario guest(double watts, @Nullable Double shutdownSeconds, boolean saveWhileStopping) {
        String name = "g" + guests.size();
        guests.add(new KnownGuest(name, Os.LINUX, 8000, "v", watts, 1, 0, null, List.of()));
        truths.put(name, new TrueGuest(shutdownSeconds, saveWhileStopping));
        return this;
    }

    /** Adds a dependency. */
    public SmallScenario dependsOn(String guest, String on, Kind kind) {
        dependencies.add(new Dependency(guest, on, kind));
        return this;
    }

    /** Replaces the battery. */
    public SmallScenario battery(double seconds, double exponent, double asNewSeconds, double startCharge) {
        battery = new Battery(seconds, exponent, asNewSeconds, startCharge);
        return this;
    }

    /** Replaces the gauge: a bias of 1.1, a cliff at 0.5, stuck at 700 s, five numbers of noise. */
    public SmallScenario gauge(GaugeKind kind, @Nullable Double silentFrom) {
        gauge = new Gauge(kind, 1.1, 0.5, 700, silentFrom, List.of(0.5, -1.0, 0.8, 1.5, -0.7));
        return this;
    }

    /** Replaces the outage. */
    public SmallScenario outage(double seconds) {
        outageSeconds = seconds;
        return this;
    }

    /** The scenario. */
    public Scenario build() {
        Known known = new Known(
                5,
                guests,
                dependencies,
                List.of(new KnownVolume("v", 500)),
                new KnownHost(100, 99, null, List.of()),
                new KnownUps(null, null, null));
        Truth truth = new Truth(truths, Map.of("v", new TrueVolume(400)), 45, battery, gauge, outageSeconds);
        return new Scenario(Scenario.FORMAT, "small", known, truth);
    }
}
