package dev.lastwatt.core.plan;

import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.plan.Job.Choice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Moves guests on the deciding chain to a faster method until the schedule fits, the one that gains most first. In three
 * tiers, each only when the one before was not enough: saving what may be saved, then saving guests whose disk lives on another
 * guest, then turning off where the policy allows it. A move that does not shorten the schedule by itself is kept for the time
 * being, since guests side by side have to move together; those that were not needed in the end are taken back.
 */
final class Fallback {

    private final BackwardSchedule schedule;
    private final Choices choices;
    private final Set<Job> moved = new LinkedHashSet<>();

    Fallback(BackwardSchedule schedule, Choices choices) {
        this.schedule = schedule;
        this.choices = choices;
    }

    /** Places the jobs, in {@code available} milliseconds if that can be done, and returns how long it takes. */
    long fit(List<Job> jobs, long available) {
        long length = schedule.place(jobs);
        List<BiPredicate<Job, Choice>> tiers = List.of(
                (job, c) -> c.method() != StopMethod.TURN_OFF && !(isSave(c) && choices.disksLiveElsewhere(job.guest)),
                (job, c) -> c.method() != StopMethod.TURN_OFF,
                (job, c) -> true);
        for (BiPredicate<Job, Choice> allowed : tiers) {
            if (length > available) {
                length = shorten(jobs, available, length, allowed);
            }
        }
        return moved.isEmpty() || length > available ? length : takeBack(jobs, available);
    }

    private long shorten(List<Job> jobs, long available, long lengthBefore, BiPredicate<Job, Choice> allowed) {
        Set<Job> exhausted = new HashSet<>();
        long length = lengthBefore;
        while (length > available) {
            Optional<Move> best = bestMove(jobs, available, allowed, exhausted);
            if (best.isEmpty()) {
                return length;
            }
            Move move = best.get();
            Choice before = move.job.choice;
            move.job.choice = new Choice(
                    move.to.method(),
                    move.to.time(),
                    move.to.millis(),
                    "falls back from " + before.method().word() + ", which would take " + before.millis() / 1000
                            + " s and not fit the battery");
            long now = schedule.place(jobs);
            if (now <= length) {
                length = now;
                moved.remove(move.job);
                moved.add(move.job);
            } else {
                exhausted.add(move.job);
                move.job.choice = before;
                schedule.place(jobs);
            }
        }
        return length;
    }

    /** Gives moved guests the method that they prefer where the schedule stays within {@code limit}, the last one moved first. */
    private long takeBack(List<Job> jobs, long limit) {
        List<Job> lastFirst = new ArrayList<>(moved);
        Collections.reverse(lastFirst);
        for (Job job : lastFirst) {
            Choice fallenBackTo = job.choice;
            for (Choice preferred : job.choices) {
                if (preferred.method() == fallenBackTo.method()) {
                    job.choice = fallenBackTo;
                    break;
                }
                job.choice = preferred;
                if (schedule.place(jobs) <= limit) {
                    break;
                }
            }
        }
        return schedule.place(jobs);
    }

    private record Move(Job job, Choice to, long gain) {}

    /** Of the longest chain that is too long and can be shortened: where one cannot be, the others may still be saved. */
    private static Optional<Move> bestMove(
            List<Job> jobs, long available, BiPredicate<Job, Choice> allowed, Set<Job> exhausted) {
        return jobs.stream()
                .filter(job -> job.start > available)
                .sorted(Comparator.comparingLong((Job job) -> -job.start))
                .flatMap(job -> bestOnChain(job, allowed, exhausted).stream())
                .findFirst();
    }

    private static Optional<Move> bestOnChain(Job from, BiPredicate<Job, Choice> allowed, Set<Job> exhausted) {
        Move best = null;
        Job job = from;
        while (job != null) {
            if (!exhausted.contains(job)) {
                for (Choice choice : job.choices) {
                    long gain = job.choice.millis() - choice.millis();
                    if (gain > 0 && allowed.test(job, choice) && (best == null || gain > best.gain)) {
                        best = new Move(job, choice, gain);
                    }
                }
            }
            job = job.heldBy;
        }
        return Optional.ofNullable(best);
    }

    private static boolean isSave(Choice choice) {
        return choice.method() == StopMethod.SAVE;
    }
}
