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

    /** By when each job's guest is off because it is shed early, in milliseconds from now. */
    private long[] offAfter;

    /** {@code tail}: from the last guest's end until the battery is empty. */
    FallingLoad(PlanRequest request, Choices choices, Methods methods, Duration tail) {
        this.request = request;
        this.choices = choices;
        this.methods = methods;
        this.tail = tail;
        offAfter = new long[methods.jobs.size()];
        Arrays.fill(offAfter, Long.MAX_VALUE);
    }

    /** This job's guest is off after so many milliseconds, if the schedule does not have it off before. */
    void offAfter(int job, long millis) {
        offAfter[job] = millis;
    }

    /** What {@link #offAfter} was told of all jobs. */
    long[] offs() {
        return offAfter.clone();
    }

    /** Takes back what was told since. */
    void offs(long[] before) {
        offAfter = before;
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
        // Sorted by the times at which guests are off, with the watts that go.
        long[] offs = new long[n];
        int known = 0;
        for (Job job : methods.jobs) {
            if (choices.watts(job.guest) > 0) {
                long before = Math.max(0, methods.schedule.start[job.number] - methods.network.millis[job.number]);
                long at = Math.max(0, Math.min(Math.round(1000 * commit) - before, offAfter[job.number]));
                offs[known++] = (at << 20) | job.number;
            }
        }
        Arrays.sort(offs, 0, known);
        double[] from = new double[known];
        double[] share = new double[known];
        double off = 0;
        for (int i = 0; i < known; i++) {
            off += choices.watts(methods.jobs.get((int) (offs[i] & 0xfffff)).guest);
            from[i] = (offs[i] >> 20) / 1000.0;
            share[i] = Math.max(1 - MOST_OF_THE_LOAD, 1 - off / load);
        }
        return LoadProfile.ofSeconds(from, share, known);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
