package dev.lastwatt.core.plan;

import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.stoptime.StopTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One guest to be scheduled, with the method under consideration. Lives within one planning. */
final class Job {

    final Guest guest;
    final List<Choice> choices;
    final double priority;
    final List<Job> clients = new ArrayList<>();
    final List<Job> servers = new ArrayList<>();
    Choice choice;

    /** It was asked long ago and hangs: what it does now keeps no other guest waiting. */
    boolean overran;

    /** Its own stop and those of its servers, one after another, by their medians. Milliseconds. */
    long medianTail;

    /** Reversed time, in milliseconds before the deadline: where the stop ends and where it must begin. */
    long end;

    long start;

    /** The job whose end, in reversed time, let this one begin; null if none did. */
    @Nullable Job heldBy;

    /** A method with what it costs. */
    record Choice(StopMethod method, StopTime time, long millis, String why) {}

    Job(Guest guest, List<Choice> choices, double priority) {
        this.guest = guest;
        this.choices = new ArrayList<>(choices);
        this.priority = priority;
        this.choice = choices.get(0);
    }

    /** There is no room for its saved state. May leave the job without a choice. */
    void dropSave() {
        choices.removeIf(c -> c.method() == StopMethod.SAVE);
        if (!choices.isEmpty() && choice.method() == StopMethod.SAVE) {
            choice = choices.get(0);
        }
    }
}
