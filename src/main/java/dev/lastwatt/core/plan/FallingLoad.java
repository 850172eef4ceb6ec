package dev.lastwatt.core.plan;

import dev.lastwatt.core.power.LoadProfile;
import java.time.Duration;
import java.util.Arrays;

/**
 * What the battery lasts longer because guests that are down use nothing any more. The load falls when the plan has a guest down at
 * worst; what that adds moves the plan, and with it the fall, so that the end is found by a few damped steps. Guests whose watts
 * nobody stated, and a UPS that does not state its load, give no credit.
 */
final class FallingLoad {

    /** Each halves what is missing, or better. */
    private static final int STEPS = 4;

    /** The sum of what guests use is taken for so much of the load at most: the host itself always uses something. */
    private static final double MOST_OF_THE_LOAD = 0.9;

    private final PlanRequest request;
    private final Choices choices;
    private final Methods methods;
    private final Duration tail;

    /** {@code tail}: from the last guest's end until the battery is empty. */
    FallingLoad(PlanRequest request, Choices choices, Methods methods, Duration tail) {
        this.request = request;
        this.choices = choices;
        this.methods = methods;
        this.tail = tail;
    }

    /** What the schedule adds to the lower bound; not negative. */
    Duration credit() {
        Double load = request.loadWatts();
        if (load == null || load <= 0 || methods.jobs.isEmpty()) {
            return Duration.ZERO;
        }
        double flat = seconds(request.remaining().lowerBound());
        double end = flat;
        for (int i = 0; i < STEPS; i++) {
            double lasts = seconds(request.remaining().lowerBound(profile(end, load)));
            end = (end + lasts) / 2;
        }
        return Duration.ofMillis(Math.round(1000 * Math.max(0, end - flat)));
    }

    /** The middle estimate of the runtime with the load falling as the schedule has it. */
    Duration likely() {
        Double load = request.loadWatts();
        if (load == null || load <= 0 || methods.jobs.isEmpty()) {
            return request.remaining().likely();
        }
        double flat = seconds(request.remaining().lowerBound());
        return request.remaining().likely(profile(flat + seconds(credit()), load));
    }

    /** The load of a plan whose battery is empty after these seconds. */
    private LoadProfile profile(double end, double load) {
        int n = methods.jobs.size();
        double commit = end - seconds(tail);
        // Off times are counted back from the commit point: sorted by them, with the watts that go.
        long[] offs = new long[n];
        int known = 0;
        for (Job job : methods.jobs) {
            if (choices.watts(job.guest) > 0) {
                long before = Math.max(0, methods.schedule.start[job.number] - methods.network.millis[job.number]);
                offs[known++] = (before << 20) | job.number;
            }
        }
        long[] sorted = Arrays.copyOf(offs, known);
        Arrays.sort(sorted);
        double[] from = new double[known];
        double[] share = new double[known];
        double off = 0;
        for (int i = 0; i < known; i++) {
            long key = sorted[known - 1 - i];
            off += choices.watts(methods.jobs.get((int) (key & 0xfffff)).guest);
            from[i] = Math.max(0, commit - (key >> 20) / 1000.0);
            share[i] = Math.max(1 - MOST_OF_THE_LOAD, 1 - off / load);
        }
        return LoadProfile.ofSeconds(from, share, known);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
