package dev.lastwatt.core.stoptime;

import java.util.ArrayList;
import java.util.List;

/** Sums over the guests of a host, weighed with how probable each possibility is. Lives within one estimation. */
final class PoolEvidence {

    double windows;
    double windowsSum;
    double linux;
    double linuxSum;
    double squares;
    double guests;
    double scattering;
    double stopSpreadSum;
    double stopsWindows;
    double updatesWindows;
    double stopsLinux;
    double updatesLinux;

    /** By guest and habit: how well the habit explains the guest's history, up to a factor for each guest. */
    final List<double[]> habits = new ArrayList<>();

    /** One possibility of where a guest's log median lies, freed of the effects of its traits. */
    void location(boolean isWindows, double probability, double free, double centre) {
        if (isWindows) {
            windows += probability;
            windowsSum += probability * free;
        } else {
            linux += probability;
            linuxSum += probability * free;
        }
        squares += probability * (free - centre) * (free - centre);
    }

    /** Stops of one guest, and how many of them seem to have installed updates. */
    void updates(Traits.Os os, double stops, double slow) {
        double windows =
                switch (os) {
                    case WINDOWS -> 1;
                    case LINUX -> 0;
                    case UNKNOWN -> 0.5;
                };
        stopsWindows += windows * stops;
        updatesWindows += windows * slow;
        stopsLinux += (1 - windows) * stops;
        updatesLinux += (1 - windows) * slow;
    }
}
