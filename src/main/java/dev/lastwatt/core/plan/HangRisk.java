package dev.lastwatt.core.plan;

import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.plan.Job.Choice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pays for the shutdowns that never end, before anybody is asked. On a host that is not known to save a guest which hangs in its
 * shutdown, such a guest is cut off; one that is saved from the start never hangs. A save in place of a shutdown is chosen where the
 * hang that it avoids is worth more than the service it takes from all guests, and the schedule still fits.
 *
 * <p>Both are counted in seconds of a guest of average worth: the schedule's weighted sum of times without service, and for each
 * shutdown its probability to hang times {@link #UNCLEAN_STOP}. The saves are tried in the order of the hang probability that they
 * avoid for each second on their volume; small hosts are then looked through guest by guest.
 */
final class HangRisk {

    /**
     * What one unclean stop costs, in seconds of service: a day of a guest. The price at which a lower bound of 95 % is the rational one
     * lies between one day and four (planning study, section 1.2).
     */
    static final double UNCLEAN_STOP = 86_400;

    /** What a save costs beside its time: a guest that is restored has missed a while. Seconds of service. */
    static final double A_SAVE = 10;

    /** Up to so many guests are looked at one by one. */
    private static final int FEW = 24;

    /** So many numbers of saves are tried on large hosts, and as many again around the best of them. */
    private static final int TRIED = 4;

    private final Methods methods;
    private final Choices choices;
    private final double perWorth;

    /**
     * The saves fit by what they take in so many cases of a hundred, as methods are chosen elsewhere where time is short: they wait for
     * one another, and where they turn out slow the last of them are shut down after all. Starts are decided at full confidence.
     */
    private static final double LEVEL = 0.94;

    /** {@code spare}: what it is planned with beyond {@link #LEVEL}, in milliseconds. */
    private record Candidate(Job job, Choice shutdown, Choice save, double gain, long spare) {}

    HangRisk(Methods methods, Choices choices) {
        this.methods = methods;
        this.choices = choices;
        double worth = 0;
        int counted = 0;
        for (Job job : methods.jobs) {
            worth += job.worth();
            counted += job.underWay ? 0 : 1;
        }
        perWorth = worth > 0 ? counted / worth / 1000 : 0;
    }

    /** Chooses, and places the jobs; returns how long the schedule is. */
    long weigh(long length, long available) {
        List<Candidate> candidates = candidates();
        if (candidates.isEmpty()) {
            return length;
        }
        double before = cost(candidates);
        // Saves take turns: the order that is best for shutdowns side by side makes them look dearer than they are.
        candidates.forEach(c -> methods.use(c.job, c.save));
        methods.schedule.best();
        candidates.forEach(c -> methods.use(c.job, c.shutdown));
        double best = candidates.size() <= FEW
                ? fewest(candidates, available, before)
                : amongMany(candidates, available, before);
        if (best >= before) {
            candidates.forEach(c -> methods.use(c.job, c.shutdown));
        }
        for (Candidate c : candidates) {
            if (c.job.choice.method() == StopMethod.SAVE) {
                c.job.choice = c.save.because(why(c));
            }
        }
        return methods.schedule.best();
    }

    private static String why(Candidate c) {
        long oneIn = Math.round(1 / c.shutdown.time().hang());
        return "one in " + oneIn + " of its shutdowns would hang and be cut off; saving it takes "
                + (c.save.millis() + 999) / 1000 + " s at worst";
    }

    private List<Candidate> candidates() {
        List<Candidate> found = new ArrayList<>();
        if (!choices.hangsAreFinal()) {
            return found;
        }
        for (Job job : methods.jobs) {
            Choice save = save(job);
            if (save != null) {
                // What was never measured rests on an assumption, and would never be measured if it were always saved.
                double gain = job.choice.time().hang() * UNCLEAN_STOP - A_SAVE;
                if (gain > 0 && job.choice.time().samples() > 0) {
                    found.add(new Candidate(job, job.choice, save, gain, save.millis() - save.millis(LEVEL)));
                }
            }
        }
        found.sort(Comparator.comparingDouble((Candidate c) -> -c.gain / c.save.millis()));
        return found;
    }

    private @Nullable Choice save(Job job) {
        if (job.underWay || job.choice.method() != StopMethod.SHUTDOWN || choices.disksLiveElsewhere(job.guest)) {
            return null;
        }
        for (Choice choice : job.choices) {
            if (choice.method() == StopMethod.SAVE) {
                return choice;
            }
        }
        return null;
    }

    /** What is lost with the methods under consideration, which were placed; of hangs only those that a save would avoid. */
    private double cost(List<Candidate> candidates) {
        double cost = methods.schedule.cost() * perWorth;
        for (Candidate c : candidates) {
            cost += c.job.choice.method() == StopMethod.SAVE ? 0 : c.gain;
        }
        return cost;
    }

    private double tried(List<Candidate> candidates, long available) {
        long spare = 0;
        for (Candidate c : candidates) {
            spare += c.job.choice.method() == StopMethod.SAVE ? c.spare : 0;
        }
        return methods.schedule.again() > available + spare ? Double.POSITIVE_INFINITY : cost(candidates);
    }

    /** The first so many are saved. */
    private double tried(List<Candidate> candidates, int saved, long available) {
        use(candidates, saved);
        return tried(candidates, available);
    }

    private void use(List<Candidate> candidates, int saved) {
        for (int i = 0; i < candidates.size(); i++) {
            Candidate c = candidates.get(i);
            methods.use(c.job, i < saved ? c.save : c.shutdown);
        }
    }

    private double fewest(List<Candidate> candidates, long available, double before) {
        double best = before;
        for (Candidate c : candidates) {
            methods.use(c.job, c.save);
            double now = tried(candidates, available);
            if (now < best) {
                best = now;
            } else {
                methods.use(c.job, c.shutdown);
            }
        }
        for (Candidate c : candidates) {
            if (c.job.choice.method() == StopMethod.SAVE) {
                methods.use(c.job, c.shutdown);
                double now = tried(candidates, available);
                if (now < best) {
                    best = now;
                } else {
                    methods.use(c.job, c.save);
                }
            }
        }
        return best;
    }

    private double amongMany(List<Candidate> candidates, long available, double before) {
        double best = before;
        int kept = 0;
        int from = 0;
        int to = candidates.size();
        for (int round = 0; round < 2; round++) {
            int step = Math.max(1, (to - from) / TRIED);
            for (int k = from + step; k <= to; k += step) {
                double now = tried(candidates, k, available);
                if (now < best) {
                    best = now;
                    kept = k;
                }
            }
            from = Math.max(0, kept - step);
            to = Math.min(candidates.size(), kept + step);
        }
        use(candidates, kept);
        return best;
    }
}
