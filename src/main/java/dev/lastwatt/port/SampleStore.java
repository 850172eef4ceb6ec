package dev.lastwatt.port;

import dev.lastwatt.core.stoptime.StopSample;
import java.util.List;

/** Keeps the measured stops. Neither call throws: a sample that cannot be kept is lost and logged, never a reason to fail. */
public interface SampleStore {

    /**
     * Keeps one sample. One of the same guest, method and beginning is kept once; a stop that ended takes the place of one whose
     * observation ended before.
     */
    void add(StopSample sample);

    /** Every sample, oldest first. */
    List<StopSample> all();
}
