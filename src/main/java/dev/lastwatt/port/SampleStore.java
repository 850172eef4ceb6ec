package dev.lastwatt.port;

import dev.lastwatt.core.stoptime.StopSample;
import java.util.List;

/** Keeps the measured stops. Neither call throws: a sample that cannot be kept is lost and logged, never a reason to fail. */
public interface SampleStore {

    /** Keeps one sample. */
    void add(StopSample sample);

    /** Every sample, oldest first. */
    List<StopSample> all();
}
