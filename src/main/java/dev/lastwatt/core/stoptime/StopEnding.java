package dev.lastwatt.core.stoptime;

import java.util.Arrays;

/** How the observation of one stop ended. */
public enum StopEnding {
    /** The guest was seen down: the stop took what was measured. */
    STOPPED("stopped"),
    /** The guest was still up when its time was over; nothing ended it. */
    HUNG("hung"),
    /** It was turned off, or the host went down, before it had stopped by itself. */
    CUT_OFF("cut-off"),
    /** The mains came back, or the run was given up, and nobody waited for the end. */
    CALLED_OFF("called-off"),
    /** Nobody looked any longer: the service or the hypervisor was gone. */
    UNSEEN("unseen");

    private final String word;

    StopEnding(String word) {
        this.word = word;
    }

    /** As it is written in files and reports. */
    public String word() {
        return word;
    }

    /**
     * The ending of that word.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static StopEnding of(String word) {
        return Arrays.stream(values())
                .filter(e -> e.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no ending of a stop: " + word));
    }
}
