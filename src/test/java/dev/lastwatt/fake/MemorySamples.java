package dev.lastwatt.fake;

import dev.lastwatt.core.power.DischargeSample;
import dev.lastwatt.core.stoptime.HostShutdown;
import dev.lastwatt.core.stoptime.StopSample;
import dev.lastwatt.port.SampleStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Samples that are gone with their process. */
public final class MemorySamples implements SampleStore {

    private final List<StopSample> samples = new ArrayList<>();
    private final List<HostShutdown> hostShutdowns = new ArrayList<>();
    private final Map<String, List<DischargeSample>> discharges = new HashMap<>();

    @Override
    public void add(StopSample sample) {
        samples.removeIf(s -> s.guest().equals(sample.guest())
                && s.method() == sample.method()
                && s.at().equals(sample.at())
                && s.censored());
        samples.add(sample);
    }

    @Override
    public int addAll(Collection<StopSample> added, Collection<StopSample> superseded) {
        int before = samples.size();
        added.stream().filter(s -> !samples.contains(s)).forEach(this::add);
        int more = samples.size() - before;
        samples.removeAll(superseded);
        return more;
    }

    @Override
    public void keep(HostShutdown shutdown) {
        hostShutdowns.removeIf(h -> h.source() == shutdown.source() && h.began().equals(shutdown.began()));
        hostShutdowns.add(shutdown);
    }

    @Override
    public void keep(String ups, DischargeSample sample) {
        discharges.computeIfAbsent(ups, u -> new ArrayList<>()).add(sample);
    }

    @Override
    public int discharges(String ups) {
        return (int) discharges.getOrDefault(ups, List.of()).stream()
                .map(DischargeSample::began)
                .distinct()
                .count();
    }

    @Override
    public List<DischargeSample> dischargeSamples(String ups, Instant since) {
        return discharges.getOrDefault(ups, List.of()).stream()
                .filter(s -> !s.began().isBefore(since))
                .toList();
    }

    @Override
    public List<HostShutdown> hostShutdowns() {
        return List.copyOf(hostShutdowns);
    }

    @Override
    public List<StopSample> all() {
        return List.copyOf(samples);
    }
}
