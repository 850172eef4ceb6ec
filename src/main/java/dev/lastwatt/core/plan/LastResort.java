package dev.lastwatt.core.plan;

import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.plan.Job.Choice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The methods where nothing fits: every guest is asked at once, and what counts is how many of them are probably down when the battery
 * ends, at its lower bound or at its middle estimate. Shutdowns go on side by side, saves take turns on their volume. So a guest is saved where its shutdown would
 * probably not end in time, those first that gain most for the time they take of their volume, for as long as there is time; the others
 * are shut down, rather than left waiting for a volume that will not be free (a knapsack, filled greedily).
 */
final class LastResort {

    /** A save that adds less to the number of guests that are down is not worth the place on its volume. */
    private static final double LEAST_GAIN = 0.02;

    /** A guest whose disk lives on another guest is saved only where its shutdown is more likely than not to fail. */
    private static final double DISK_ELSEWHERE = 0.5;

    private final Methods methods;
    private final Choices choices;

    private record Candidate(Job job, Choice save, double gain, long millis) {}

    LastResort(Methods methods, Choices choices) {
        this.methods = methods;
        this.choices = choices;
    }

    /**
     * Chooses, and places the jobs.
     *
     * @param lower milliseconds until the host must go down by the lower bound of the battery
     * @param likely the same by its middle estimate
     * @return how long the schedule is, in milliseconds
     */
    long choose(long lower, long likely) {
        long available = (Math.max(0, lower) + Math.max(0, likely)) / 2;
        Map<String, Long> room = new HashMap<>();
        List<Candidate> candidates = new ArrayList<>();
        for (Job job : methods.jobs) {
            if (job.underWay) {
                if (job.choice.method() == StopMethod.SAVE) {
                    // Another save may go on beside it, and shares the volume's pace with it.
                    long taken = Math.min(job.choice.millis(), available / 2);
                    room.merge(
                            job.guest.volume(),
                            available - taken,
                            (a, b) -> Math.max(available / 2, a + b - available));
                }
                continue;
            }
            Choice save = find(job, StopMethod.SAVE);
            Choice shutdown = find(job, StopMethod.SHUTDOWN);
            if (shutdown != null) {
                methods.use(
                        job,
                        shutdown.because("nothing fits the battery: every guest that can still end is asked at once"));
            }
            if (save != null && shutdown != null) {
                double gain = 1 - (endsIn(shutdown, lower) + endsIn(shutdown, likely)) / 2;
                if (gain > (choices.disksLiveElsewhere(job.guest) ? DISK_ELSEWHERE : LEAST_GAIN)) {
                    long millis = Math.max(1, Math.round(save.time().median().toMillis() * save.slower()));
                    candidates.add(new Candidate(job, save, gain, millis));
                }
            } else if (save != null) {
                methods.use(job, save);
                room.merge(job.guest.volume(), available - save.millis(), (a, b) -> a + b - available);
            }
        }
        candidates.sort(
                Comparator.comparingDouble((Candidate c) -> -c.gain / c.millis).thenComparing(c -> c.job.guest.id()));
        for (Candidate c : candidates) {
            long left = room.getOrDefault(c.job.guest.volume(), available);
            if (c.millis <= left) {
                room.put(c.job.guest.volume(), left - c.millis);
                methods.use(
                        c.job,
                        c.save.because("nothing fits the battery, and its shutdown would end in time in only "
                                + Math.round(100 * (1 - c.gain)) + " of 100 cases"));
            }
        }
        return methods.schedule.best();
    }

    private static double endsIn(Choice choice, long millis) {
        return choice.time().endsWithin(Duration.ZERO, Duration.ofMillis(Math.max(0, millis)));
    }

    private static @Nullable Choice find(Job job, StopMethod method) {
        for (Choice choice : job.choices) {
            if (choice.method() == method) {
                return choice;
            }
        }
        return null;
    }
}
