package dev.lastwatt.core.plan;

import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.plan.Job.Choice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** The methods under consideration of all jobs, as the schedule needs them. */
final class Methods {

    /** The level of confidence that every start is decided at. */
    static final double FULL = 0.95;

    final List<Job> jobs;
    final JobNetwork network;
    final BackwardSchedule schedule;

    private final int[] volume;
    private double level = FULL;

    /** Numbers the jobs; {@code savesOn}: how many saves go on at once on a volume of that name. */
    Methods(List<Job> jobs, int shutdownsAtOnce, ToIntFunction<String> savesOn) {
        this.jobs = jobs;
        this.volume = new int[jobs.size()];
        Map<String, Integer> volumes = new LinkedHashMap<>();
        for (int j = 0; j < volume.length; j++) {
            Job job = jobs.get(j);
            job.number = j;
            volume[j] = volumes.computeIfAbsent(job.guest.volume(), v -> volumes.size());
        }
        network = new JobNetwork(
                jobs,
                shutdownsAtOnce,
                volumes.keySet().stream().mapToInt(savesOn).toArray());
        schedule = new BackwardSchedule(network);
        jobs.forEach(j -> use(j, j.choice));
    }

    /** Plans the job by this method. */
    void use(Job job, Choice choice) {
        job.choice = choice;
        network.millis[job.number] = millis(job, choice);
        network.resource[job.number] = resource(job, choice.method());
    }

    /** Plans every job with the time that its stop takes with this probability; what goes on already is what it is. */
    void level(double probability) {
        level = probability;
        jobs.forEach(j -> use(j, j.choice));
    }

    /** How long the job is planned with by this method. */
    long millis(Job job, Choice choice) {
        return job.underWay || level == FULL ? choice.millis() : choice.millis(level);
    }

    private int resource(Job job, StopMethod method) {
        if (job.overran) {
            return JobNetwork.FREE;
        }
        return switch (method) {
            case SAVE -> JobNetwork.FIRST_VOLUME + volume[job.number];
            case SHUTDOWN -> JobNetwork.SHUTDOWNS;
            case TURN_OFF -> JobNetwork.FREE;
        };
    }
}
