package dev.lastwatt.core.plan;

import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.plan.Job.Choice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Moves guests on the deciding chains to a faster method until the schedule fits, the one that gains most first. In tiers, each only
 * when the one before was not enough: saving what may be saved, then saving guests whose disk lives on another guest, then turning
 * off where the policy allows it. A move that does not shorten the schedule by itself is kept for the time being, since guests side by
 * side have to move together; those that were not needed in the end are taken back. On large hosts many move, and are taken back, at
 * once: the number of schedules stays below a few hundred.
 */
final class Fallback {

    /** Tiers without turning off. */
    static final int GENTLE = 2;

    /** Every tier. */
    static final int ANY = 3;

    /** So many schedules are made at most to take moves back. */
    private static final int MOST_TAKEN_BACK = 64;

    /** Of so many guests one moves at a time. */
    private static final int ONE_IN = 48;

    /** Of more than so many guests an eighth moves at a time. */
    private static final int MANY = 200;

    private static final int OF_MANY_ONE_IN = 8;

    private final Methods methods;
    private final BackwardSchedule schedule;
    private final Choices choices;
    private final Set<Job> moved = new LinkedHashSet<>();

    Fallback(Methods methods, Choices choices) {
        this.methods = methods;
        this.schedule = methods.schedule;
        this.choices = choices;
    }

    /**
     * Places the jobs, in {@code available} milliseconds if that can be done, and returns how long it takes.
     *
     * @param lastTier the last tier to go to, {@link #GENTLE} or {@link #ANY}
     */
    long fit(long available, int lastTier) {
        long length = schedule.best();
        List<BiPredicate<Job, Choice>> tiers = List.of(
                (job, c) -> c.method() != StopMethod.TURN_OFF && !(isSave(c) && choices.disksLiveElsewhere(job.guest)),
                (job, c) -> c.method() != StopMethod.TURN_OFF,
                (job, c) -> true);
        for (BiPredicate<Job, Choice> allowed : tiers.subList(0, lastTier)) {
            if (length > available) {
                length = shorten(available, length, allowed);
            }
        }
        if (!moved.isEmpty() && length <= available) {
            takeBack(available);
        }
        if (moved.isEmpty()) {
            return length;
        }
        for (Job job : moved) {
            Choice preferred = job.choices.get(0);
            if (job.choice.method() != preferred.method()) {
                job.choice = job.choice.because("falls back from "
                        + preferred.method().word() + ", which would take " + preferred.millis() / 1000
                        + " s and not fit the battery");
            }
        }
        return schedule.best();
    }

    private long shorten(long available, long lengthBefore, BiPredicate<Job, Choice> allowed) {
        Set<Job> exhausted = new HashSet<>();
        long length = lengthBefore;
        int together = together(methods.jobs.size());
        while (length > available) {
            List<Move> best = bestMoves(available, allowed, exhausted, together);
            if (best.isEmpty()) {
                return length;
            }
            for (Move move : best) {
                methods.use(move.job, move.to);
            }
            long now = schedule.again();
            if (now <= length) {
                length = now;
                for (Move move : best) {
                    moved.remove(move.job);
                    moved.add(move.job);
                }
                continue;
            }
            for (Move move : best) {
                methods.use(move.job, move.from);
            }
            schedule.again();
            if (best.size() == 1) {
                exhausted.add(best.get(0).job);
            }
            together = Math.max(1, best.size() / 2);
        }
        return length;
    }

    /** Gives moved guests the method that they prefer where the schedule stays within {@code limit}, the last one moved first. */
    private void takeBack(long limit) {
        List<Job> lastFirst = new ArrayList<>(moved);
        Collections.reverse(lastFirst);
        int left = MOST_TAKEN_BACK;
        int together = together(lastFirst.size());
        for (int from = 0; from < lastFirst.size() && left > 0; from += together) {
            List<Job> some = lastFirst.subList(from, Math.min(lastFirst.size(), from + together));
            List<Choice> fallenBackTo = some.stream().map(j -> j.choice).toList();
            int most = some.stream().mapToInt(j -> j.choices.size()).max().orElse(0);
            boolean back = false;
            for (int i = 0; i < most - 1 && !back; i++) {
                for (int k = 0; k < some.size(); k++) {
                    Job job = some.get(k);
                    Choice fallen = fallenBackTo.get(k);
                    methods.use(job, job.choices.indexOf(fallen) > i ? job.choices.get(i) : fallen);
                }
                left--;
                back = schedule.again() <= limit;
            }
            for (int k = 0; k < some.size() && !back; k++) {
                methods.use(some.get(k), fallenBackTo.get(k));
            }
        }
    }

    private static int together(int guests) {
        return Math.max(1, guests / (guests > MANY ? OF_MANY_ONE_IN : ONE_IN));
    }

    private record Move(Job job, Choice from, Choice to, long gain) {}

    /** Of the longest chains that are too long and can be shortened: where one cannot be, the others may still be saved. */
    private List<Move> bestMoves(long available, BiPredicate<Job, Choice> allowed, Set<Job> exhausted, int most) {
        List<Job> late = new ArrayList<>();
        for (Job job : methods.jobs) {
            if (schedule.start[job.number] > available) {
                late.add(job);
            }
        }
        late.sort(Comparator.comparingLong((Job job) -> -schedule.start[job.number]));
        Set<Job> chosen = new HashSet<>(exhausted);
        boolean[] barren = new boolean[methods.jobs.size()];
        List<Move> moves = new ArrayList<>();
        for (Job job : late) {
            Move move = bestOnChain(job, allowed, chosen, barren);
            if (move != null) {
                moves.add(move);
                chosen.add(move.job);
                if (moves.size() >= most) {
                    break;
                }
            }
        }
        return moves;
    }

    /** Chains share their ends: what was looked through in vain is not looked through again. */
    private @Nullable Move bestOnChain(
            Job from, BiPredicate<Job, Choice> allowed, Set<Job> exhausted, boolean[] barren) {
        Move best = null;
        for (int j = from.number; j >= 0 && !barren[j]; j = schedule.heldBy[j]) {
            Job job = methods.jobs.get(j);
            if (!exhausted.contains(job)) {
                long now = methods.network.millis[j];
                for (Choice choice : job.choices) {
                    long gain = now - methods.millis(job, choice);
                    if (gain > 0 && allowed.test(job, choice) && (best == null || gain > best.gain)) {
                        best = new Move(job, job.choice, choice, gain);
                    }
                }
            }
        }
        for (int j = from.number; best == null && j >= 0 && !barren[j]; j = schedule.heldBy[j]) {
            barren[j] = true;
        }
        return best;
    }

    private static boolean isSave(Choice choice) {
        return choice.method() == StopMethod.SAVE;
    }
}
