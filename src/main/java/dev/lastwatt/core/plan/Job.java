package dev.lastwatt.core.plan;

import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.stoptime.StopTime;
import java.util.ArrayList;
import java.util.List;

/** One guest to be scheduled, with the method under consideration. Lives within one planning. */
final class Job {

    final Guest guest;
    final double priority;
    final List<Job> clients = new ArrayList<>(2);
    final List<Job> servers = new ArrayList<>(2);

    /** The preferred one first. */
    List<Choice> choices;

    Choice choice;

    /** Its place in every array. */
    int number;

    /** It was asked to stop, by us or by somebody else. */
    boolean underWay;

    /** It was asked long ago and hangs: what it does now keeps no other guest waiting. */
    boolean overran;

    /**
     * A method with what it costs.
     *
     * @param millis how long it is planned with
     * @param slower how many times as long it takes as alone, for what goes on beside it
     */
    record Choice(StopMethod method, StopTime time, long millis, double slower, String why) {

        Choice because(String reason) {
            return new Choice(method, time, millis, slower, reason);
        }

        /** How long it takes with that probability, in milliseconds. */
        long millis(double probability) {
            return Math.max(1, Math.round(time.quantile(probability).toMillis() * slower));
        }
    }

    Job(Guest guest, List<Choice> choices, double priority) {
        this.guest = guest;
        this.choices = choices;
        this.priority = priority;
        this.choice = choices.get(0);
    }

    /** Of a minute that it runs longer; none of one that was asked already. */
    double worth() {
        return underWay ? 0 : priority;
    }

    /** There is no room for its saved state. May leave the job without a choice. */
    void dropSave() {
        choices = choices.stream().filter(c -> c.method() != StopMethod.SAVE).toList();
        if (!choices.isEmpty() && choice.method() == StopMethod.SAVE) {
            choice = choices.get(0);
        }
    }
}
