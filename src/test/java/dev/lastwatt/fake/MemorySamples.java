package dev.lastwatt.fake;

import dev.lastwatt.core.stoptime.StopSample;
import dev.lastwatt.port.SampleStore;
import java.util.ArrayList;
import java.util.List;

/** Samples that are gone with their process. */
public final class MemorySamples implements SampleStore {

    private final List<StopSample> samples = new ArrayList<>();

    @Override
    public void add(StopSample sample) {
        samples.removeIf(s -> s.guest().equals(sample.guest())
                && s.method() == sample.method()
                && s.at().equals(sample.at())
                && s.censored());
        samples.add(sample);
    }

    @Override
    public List<StopSample> all() {
        return List.copyOf(samples);
    }
}
