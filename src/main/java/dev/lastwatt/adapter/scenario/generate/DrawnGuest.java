package dev.lastwatt.adapter.scenario.generate;

import dev.lastwatt.adapter.scenario.Known.KnownGuest;
import dev.lastwatt.adapter.scenario.Known.Method;
import dev.lastwatt.adapter.scenario.Known.Os;
import dev.lastwatt.adapter.scenario.Known.Outcome;
import dev.lastwatt.adapter.scenario.Known.PastStop;
import dev.lastwatt.adapter.scenario.Truth.TrueGuest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One guest: its law, its past and its next stop.
 *
 * @param task what it is there for
 */
record DrawnGuest(KnownGuest known, TrueGuest truth, Task task) {

    /** What a guest is there for. */
    enum Task {
        APPLICATION,
        DATABASE,
        /** Names, sign-on: others lean on it, it stops as any guest does. */
        INFRASTRUCTURE
    }

    private static final int[] MEMORY_MB = {2048, 4096, 4096, 8192, 8192, 16384, 32768};
    private static final int[] WEIGHTS = {1, 2, 5, 10};
    private static final int[] HISTORY_LENGTHS = {0, 1, 1, 3, 3, 3, 10, 10, 10, 30, 30};

    /**
     * Draws a guest.
     *
     * @param patched whether its host is in a patch window
     * @param truePace what its volume really writes, megabytes a second
     * @param drifting share of guests whose stop time has changed once within their history
     */
    static DrawnGuest draw(
            Dice dice, SiteLaws laws, World world, String name, boolean patched, double truePace, double drifting) {
        Os os = dice.happens(laws.windowsShare()) ? Os.WINDOWS : Os.LINUX;
        double memory = dice.oneOf(MEMORY_MB);
        Task task = task(dice, laws);
        StopLaw law = world.law(dice);
        double median = laws.median(os)
                * StrictMath.exp(laws.memorySlope() * StrictMath.log(memory / 8192) / StrictMath.log(2))
                * (task == Task.DATABASE ? laws.databaseFactor() : 1)
                * dice.factor(laws.guestSpread());
        double sigma = laws.stopSpread() * dice.factor(laws.spreadOfSpread());
        int group = task == Task.APPLICATION ? dice.between(0, 1) : 2;

        int past = dice.happens(0.6) ? dice.oneOf(HISTORY_LENGTHS) : dice.between(0, 30);
        int changedBefore = dice.happens(drifting) ? dice.between(0, past) : 0;
        double was = dice.factor(0.5);
        List<PastStop> stops = new ArrayList<>();
        double[] days = days(dice, past);
        for (int i = 0; i < past; i++) {
            double then = i < changedBefore ? median * was : median;
            double factor = dice.happens(laws.pastUpdates(os)) ? laws.updates(dice) : 1;
            double seconds = law.seconds(dice, then, sigma) * factor;
            boolean ended = !dice.happens(laws.hang(os)) && seconds < laws.cutAfter();
            stops.add(new PastStop(
                    Method.SHUTDOWN,
                    ended ? thousandths(seconds) : laws.cutAfter(),
                    ended ? Outcome.STOPPED : Outcome.CUT_OFF,
                    days[i]));
        }
        if (dice.happens(0.3)) {
            double seconds = memory / truePace * dice.factor(0.15);
            stops.add(
                    new PastStop(Method.SAVE, thousandths(seconds), Outcome.STOPPED, tenths(dice.between(1.0, 400.0))));
            stops.sort(Comparator.comparingDouble(PastStop::daysAgo).reversed());
        }

        boolean pending = dice.happens(patched && os == Os.WINDOWS ? laws.pendingThere() : laws.pendingElsewhere());
        Double next = dice.happens(laws.hang(os))
                ? null
                : Double.valueOf(thousandths(law.seconds(dice, median, sigma) * (pending ? laws.updates(dice) : 1)));
        return new DrawnGuest(
                new KnownGuest(
                        name,
                        os,
                        memory,
                        "v0",
                        tenths(dice.between(3.0, 14.0)),
                        dice.oneOf(WEIGHTS),
                        group,
                        flag(dice, laws, pending),
                        stops),
                new TrueGuest(next, dice.happens(0.5)),
                task);
    }

    private static Task task(Dice dice, SiteLaws laws) {
        double share = dice.share();
        if (share < laws.databaseShare()) {
            return Task.DATABASE;
        }
        return share < laws.databaseShare() + laws.infrastructureShare() ? Task.INFRASTRUCTURE : Task.APPLICATION;
    }

    private static @Nullable Boolean flag(Dice dice, SiteLaws laws, boolean pending) {
        if (dice.happens(laws.flagMissing())) {
            return null;
        }
        return pending && dice.happens(laws.pendingSeen());
    }

    /** Days ago, oldest first. */
    private static double[] days(Dice dice, int count) {
        double[] days = new double[count];
        double ago = 0;
        for (int i = count - 1; i >= 0; i--) {
            ago += 30 * dice.exponential();
            days[i] = tenths(ago);
        }
        return days;
    }

    static double thousandths(double value) {
        return Math.max(0.001, Math.round(value * 1000) / 1000.0);
    }

    static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
