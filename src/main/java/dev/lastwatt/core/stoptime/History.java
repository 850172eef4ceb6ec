package dev.lastwatt.core.stoptime;

import dev.lastwatt.core.guest.StopMethod;
import java.util.Arrays;
import java.util.List;

/**
 * The past shutdowns of one guest as the model takes them: logarithms of seconds, scaled to the memory it has now, newest last,
 * each with the weight that its age leaves it.
 *
 * @param ended stops that ended
 * @param endedWeight their weights, above 0 to 1
 * @param cut stops that had not ended when the observation did
 * @param cutWeight their weights
 * @param hangs whether such a stop was waited for until its time was over: it may have hung. The others only show that it takes longer
 * @param otherMemory whether some were measured with another amount of memory
 */
record History(
        double[] ended, double[] endedWeight, double[] cut, double[] cutWeight, boolean[] hangs, boolean otherMemory) {

    /** Older stops add little and cost time. */
    static final int LATEST_KEPT = 60;

    /** Weight that a sample keeps for each newer one: 30 stops ago still counts three quarters. */
    private static final double KEPT_PER_NEWER = 0.99;

    /** With another amount of memory it is nearly another guest. */
    private static final double OTHER_MEMORY_WEIGHT = 0.3;

    /** In doublings: dynamic memory moves within it, and a guest stays what it was. */
    private static final double MEMORY_TOLERANCE = 0.3;

    /** Growth of the logarithm for each doubling of memory: planning study, section 2.3. */
    static final double PER_DOUBLING = 0.1;

    /** Takes the shutdowns among these samples of one guest, given oldest first. */
    static History of(List<StopSample> samples, long memoryNow) {
        List<StopSample> usable = samples.stream()
                .filter(s -> s.method() == StopMethod.SHUTDOWN && s.took().toMillis() > 0)
                .toList();
        List<StopSample> kept = usable.subList(Math.max(0, usable.size() - LATEST_KEPT), usable.size());
        int cuts = (int) kept.stream().filter(StopSample::censored).count();
        History history = new History(
                new double[kept.size() - cuts],
                new double[kept.size() - cuts],
                new double[cuts],
                new double[cuts],
                new boolean[cuts],
                kept.stream().anyMatch(s -> Math.abs(doublings(s, memoryNow)) > MEMORY_TOLERANCE));
        int e = 0;
        int c = 0;
        for (int i = 0; i < kept.size(); i++) {
            StopSample sample = kept.get(i);
            double doublings = doublings(sample, memoryNow);
            double weight = Math.pow(KEPT_PER_NEWER, kept.size() - 1 - i)
                    * (Math.abs(doublings) > MEMORY_TOLERANCE ? OTHER_MEMORY_WEIGHT : 1);
            double log = Math.log(sample.took().toMillis() / 1000.0) + PER_DOUBLING * doublings;
            if (sample.censored()) {
                history.cut[c] = log;
                history.hangs[c] = sample.ending() == StopEnding.HUNG || sample.ending() == StopEnding.CUT_OFF;
                history.cutWeight[c++] = weight;
            } else {
                history.ended[e] = log;
                history.endedWeight[e++] = weight;
            }
        }
        return history;
    }

    private static double doublings(StopSample sample, long memoryNow) {
        return sample.memoryBytes() > 0 && memoryNow > 0
                ? Math.log((double) memoryNow / sample.memoryBytes()) / Math.log(2)
                : 0;
    }

    /** Whether that history says the same. */
    boolean same(History that) {
        return Arrays.equals(ended, that.ended)
                && Arrays.equals(endedWeight, that.endedWeight)
                && Arrays.equals(cut, that.cut)
                && Arrays.equals(cutWeight, that.cutWeight)
                && Arrays.equals(hangs, that.hangs);
    }

    /** Stops that ended. */
    int count() {
        return ended.length;
    }
}
