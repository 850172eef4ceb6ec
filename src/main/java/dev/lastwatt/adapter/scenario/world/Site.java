package dev.lastwatt.adapter.scenario.world;

import dev.lastwatt.adapter.scenario.Known;
import dev.lastwatt.adapter.scenario.Known.Dependency;
import dev.lastwatt.adapter.scenario.Known.Kind;
import dev.lastwatt.adapter.scenario.Known.KnownGuest;
import dev.lastwatt.adapter.scenario.Known.KnownVolume;
import dev.lastwatt.adapter.scenario.Scenario;
import dev.lastwatt.adapter.scenario.Truth.TrueGuest;
import dev.lastwatt.adapter.scenario.Truth.TrueVolume;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A scenario by numbers: guests in the order of the file, in arrays, for an outage is played many times. Holds the truth. */
public final class Site {

    private static final int[] NONE = {};

    final Scenario scenario;
    final int size;
    final String[] names;
    final double[] memory;
    final int[] volume;
    final double[] watts;
    /** Infinite for a guest that hangs. */
    final double[] shutdown;

    final boolean[] saveWhileStopping;
    final double[] saveRate;
    /** By server: the guests that should be off before it. */
    final int[][] clients;

    final boolean[][] clientIsHard;

    /** Numbers a scenario. */
    public Site(Scenario scenario) {
        this.scenario = scenario;
        Known known = scenario.known();
        size = known.guests().size();
        names = new String[size];
        memory = new double[size];
        volume = new int[size];
        watts = new double[size];
        shutdown = new double[size];
        saveWhileStopping = new boolean[size];
        Map<String, Integer> volumes = new HashMap<>();
        for (KnownVolume v : known.volumes()) {
            volumes.put(v.name(), volumes.size());
        }
        saveRate = new double[volumes.size()];
        for (Map.Entry<String, TrueVolume> v : scenario.truth().volumes().entrySet()) {
            saveRate[Objects.requireNonNull(volumes.get(v.getKey()))] =
                    v.getValue().saveMbPerSecond();
        }
        Map<String, Integer> index = new HashMap<>();
        for (int i = 0; i < size; i++) {
            KnownGuest guest = known.guests().get(i);
            TrueGuest truth = Objects.requireNonNull(scenario.truth().guests().get(guest.name()));
            names[i] = guest.name();
            index.put(guest.name(), i);
            memory[i] = guest.memoryMb();
            volume[i] = Objects.requireNonNull(volumes.get(guest.volume()));
            watts[i] = guest.watts();
            Double seconds = truth.shutdownSeconds();
            shutdown[i] = seconds == null ? Double.POSITIVE_INFINITY : seconds;
            saveWhileStopping[i] = truth.saveWhileStopping();
        }
        clients = new int[size][];
        clientIsHard = new boolean[size][];
        List<List<Dependency>> byServer = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            byServer.add(new ArrayList<>());
        }
        for (Dependency d : known.dependencies()) {
            byServer.get(Objects.requireNonNull(index.get(d.on()))).add(d);
        }
        for (int i = 0; i < size; i++) {
            List<Dependency> on = byServer.get(i);
            clients[i] = on.isEmpty() ? NONE : new int[on.size()];
            clientIsHard[i] = new boolean[on.size()];
            for (int j = 0; j < on.size(); j++) {
                clients[i][j] = Objects.requireNonNull(index.get(on.get(j).guest()));
                clientIsHard[i][j] = on.get(j).kind() == Kind.HARD;
            }
        }
    }

    /** What it was made from. */
    public Scenario scenario() {
        return scenario;
    }

    /** How many guests. */
    public int size() {
        return size;
    }

    /** The name of a guest. */
    public String name(int guest) {
        return names[guest];
    }

    /** Seconds of work that a guest's shutdown is; infinite where it hangs. */
    public double shutdownSeconds(int guest) {
        return shutdown[guest];
    }

    /** Seconds that saving a guest takes, alone on its volume. */
    public double saveSeconds(int guest) {
        return memory[guest] / saveRate[volume[guest]];
    }

    /** The number of a guest's volume. */
    public int volume(int guest) {
        return volume[guest];
    }

    /** How many volumes. */
    public int volumes() {
        return saveRate.length;
    }

    /** What the load falls by when a guest is off. */
    public double watts(int guest) {
        return watts[guest];
    }

    /** The guests that should be off before this one. Not to be changed. */
    public int[] clients(int guest) {
        return clients[guest];
    }
}
