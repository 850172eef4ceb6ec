package dev.lastwatt.core.outage;

import dev.lastwatt.core.power.LoadProfile;
import dev.lastwatt.core.power.RemainingRuntime;
import dev.lastwatt.core.stoptime.StopTime;
import java.time.Duration;

/**
 * What may be hoped for of a guest that is shutting down, by how long one waits before it is saved instead: the probability that it is
 * down, by itself or saved, while the battery still carries what has to follow.
 */
final class RescuePromise {

    /** Waits, in seconds from now. */
    private static final int[] WAITS = {0, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300};

    /** Of the save's times, each as probable as the others. */
    private static final double[] SAVES = {0.1, 0.3, 0.5, 0.7, 0.9};

    /** For asking, and for seeing the guest saved. */
    private static final double SPARE = 3;

    /** Beyond this wait a shutdown that is not over counts as one that hangs. */
    private static final int LAST = WAITS.length - 1;

    /** A guest that comes down by itself with less than this probability hangs: there is nothing to wait for. */
    private static final double HOPELESS = 0.05;

    private final double[] ended = new double[WAITS.length];
    private final double[] saves = new double[SAVES.length];
    private final Duration after;
    private final RemainingRuntime remaining;

    /**
     * Of one guest.
     *
     * @param shutdown how long its shutdown takes
     * @param elapsed how long it has taken
     * @param save how long its save takes
     * @param after what has to follow once it is down
     * @param remaining what the battery holds
     */
    RescuePromise(StopTime shutdown, Duration elapsed, StopTime save, Duration after, RemainingRuntime remaining) {
        this.after = after;
        this.remaining = remaining;
        for (int i = 1; i < WAITS.length; i++) {
            ended[i] = shutdown.endsWithin(elapsed, Duration.ofSeconds(WAITS[i]));
        }
        for (int i = 0; i < SAVES.length; i++) {
            saves[i] = SPARE + save.quantile(SAVES[i]).toMillis() / 1000.0;
        }
    }

    /** Seconds of a save that this guest probably needs: its median, by the probability that it does not come down by itself. */
    double expectedSave() {
        return saves[SAVES.length / 2] * (1 - ended[LAST]);
    }

    /**
     * By how much saving it now promises more than the best of the waits; negative where waiting is better.
     *
     * @param queue seconds of saves of other guests on its volume that are to be expected before its own, if it is not saved now
     */
    double gainOfNow(double queue) {
        double now = saved(0);
        if (ended[LAST] < HOPELESS) {
            return now * (1 - ended[LAST]);
        }
        double own = 0;
        double best = 0;
        for (int i = 1; i < WAITS.length; i++) {
            own += (ended[i] - ended[i - 1]) * carries(WAITS[i]);
            double then = own + (1 - ended[i]) * saved(WAITS[i] + queue);
            best = Math.max(best, Math.max(then, own));
            if (best >= now) {
                return now - best;
            }
        }
        return now - best;
    }

    /** The probability that the guest is not down by itself while the battery carries what follows. */
    double doubt() {
        double own = 0;
        for (int i = 1; i < WAITS.length; i++) {
            own += (ended[i] - ended[i - 1]) * carries(WAITS[i]);
        }
        return 1 - own;
    }

    /** The probability that a save that begins after so many seconds ends in time. */
    private double saved(double wait) {
        double sum = 0;
        for (double save : saves) {
            sum += carries(wait + save);
        }
        return sum / saves.length;
    }

    /** The probability that what ends after so long is lost if it ends later by that much. */
    double lostBy(Duration end, Duration later) {
        double at = end.toMillis() / 1000.0;
        return Math.max(0, carries(at) - carries(at + later.toMillis() / 1000.0));
    }

    private double carries(double seconds) {
        Duration end = after.plusMillis(Math.round(1000 * seconds));
        return remaining.lasts(end, LoadProfile.flat());
    }
}
