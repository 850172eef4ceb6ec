package dev.lastwatt.core.plan;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Places stops as late as possible before a common deadline, by list scheduling in reversed time: servers come first there, each
 * client after all its servers, at most so many shutdowns at once and so many saves on a volume. Of the jobs that compete for a
 * place the one of the higher rank goes first; the ranks are those of the {@link PriorityRule} that gave the best schedule.
 *
 * <p>In reversed time the problem is ordinary precedence-constrained scheduling with the weighted sum of completions or the length
 * as its measure; O((n + e) log n) for each rule.
 */
final class BackwardSchedule {

    private static final int NUMBER_BITS = 20;
    private static final long NUMBERS = (1L << NUMBER_BITS) - 1;
    private static final PriorityRule[] RULES = PriorityRule.values();

    /** Of up to so many jobs a few orders near the rules' are tried besides, always the same ones. */
    private static final int FEW = 12;

    private static final int SHAKEN = 40;

    /** Reversed time, in milliseconds before the deadline: where each stop must begin and where it ends. */
    long[] start;

    /** The job whose end, in reversed time, let this one begin; -1 if none did. */
    int[] heldBy;

    /** Each job's place in the order of the rule that was kept. */
    int[] rank;

    private final JobNetwork jobs;
    private final int[] open;
    private final int[] busy;
    private final RankQueue[] ready;
    private final EndQueue running;
    private PriorityRule kept = PriorityRule.TAIL;

    /** What the arrays hold is the best by the rules for these times and places; null while it may not be. */
    private long @Nullable [] bestOfMillis;

    private int[] bestOfResource = new int[0];
    private long bestLength;

    private long[] otherStart;
    private int[] otherHeldBy;
    private int[] otherRank;

    BackwardSchedule(JobNetwork jobs) {
        this.jobs = jobs;
        start = new long[jobs.size];
        heldBy = new int[jobs.size];
        rank = new int[jobs.size];
        otherStart = new long[jobs.size];
        otherHeldBy = new int[jobs.size];
        otherRank = new int[jobs.size];
        open = new int[jobs.size];
        busy = new int[jobs.places.length];
        ready = new RankQueue[jobs.places.length];
        for (int r = 0; r < ready.length; r++) {
            ready[r] = new RankQueue();
        }
        running = new EndQueue(jobs.size);
    }

    /**
     * Places the jobs by each of the rules and keeps the shortest schedule; among equals the one that keeps guests running longest,
     * each by its worth. The battery has no say in it: with less of it every stop begins as much earlier.
     *
     * @return its length in milliseconds
     */
    long best() {
        if (Arrays.equals(bestOfMillis, jobs.millis) && Arrays.equals(bestOfResource, jobs.resource)) {
            return bestLength;
        }
        if (jobs.hasPlacesForAll()) {
            kept = PriorityRule.TAIL;
            bestLength = again();
        } else {
            kept = RULES[0];
            bestLength = again();
            double cost = cost();
            for (int i = 1; i < RULES.length; i++) {
                double better = betterBy(RULES[i].order(jobs), cost);
                if (!Double.isNaN(better)) {
                    kept = RULES[i];
                    cost = better;
                }
            }
        }
        bestOfMillis = jobs.millis.clone();
        bestOfResource = jobs.resource.clone();
        return bestLength;
    }

    /**
     * The same, and of few jobs a few orders near the rules' besides: for the schedule that counts in the end.
     *
     * @return its length in milliseconds
     */
    long refined() {
        best();
        if (jobs.size > FEW || jobs.hasPlacesForAll()) {
            return bestLength;
        }
        double cost = cost();
        SplittableRandom dice = new SplittableRandom(jobs.size);
        for (int i = 0; i < SHAKEN; i++) {
            double better = betterBy(PriorityRule.TAIL.shaken(jobs, dice), cost);
            cost = Double.isNaN(better) ? cost : better;
        }
        return bestLength;
    }

    /** Keeps the schedule by this order if it is better than the one there is, and returns its cost; else not a number. */
    private double betterBy(int[] order, double cost) {
        swap();
        long other = place(order);
        double otherCost = cost();
        if (other < bestLength || (other == bestLength && otherCost < cost)) {
            bestLength = other;
            return otherCost;
        }
        swap();
        return Double.NaN;
    }

    /** Places the jobs by the rule that was kept last: for trying out methods. */
    long again() {
        bestOfMillis = null;
        return place(kept.order(jobs));
    }

    /** What the schedule takes from the guests: worth times milliseconds from their stops to the deadline. */
    double cost() {
        double cost = 0;
        for (int j = 0; j < jobs.size; j++) {
            cost += jobs.worth[j] * start[j];
        }
        return cost;
    }

    private void swap() {
        long[] starts = start;
        start = otherStart;
        otherStart = starts;
        int[] held = heldBy;
        heldBy = otherHeldBy;
        otherHeldBy = held;
        int[] ranks = rank;
        rank = otherRank;
        otherRank = ranks;
    }

    private long place(int[] order) {
        for (int i = 0; i < order.length; i++) {
            rank[order[i]] = i;
        }
        Arrays.fill(busy, 0);
        for (int j : order) {
            open[j] = jobs.servers[j].length;
            if (open[j] == 0) {
                ready[jobs.resource[j]].add(rank[j]);
            }
        }
        for (int r = 0; r < ready.length; r++) {
            begin(r, order, 0, -1);
        }
        long now = 0;
        while (!running.isEmpty()) {
            long next = running.poll();
            int ended = order[(int) (next & NUMBERS)];
            now = next >>> NUMBER_BITS;
            busy[jobs.resource[ended]]--;
            for (int client : jobs.clients[ended]) {
                if (--open[client] == 0) {
                    ready[jobs.resource[client]].add(rank[client]);
                }
            }
            begin(jobs.resource[ended], order, now, ended);
            for (int client : jobs.clients[ended]) {
                begin(jobs.resource[client], order, now, ended);
            }
        }
        return now;
    }

    /** Begins the jobs that are ready and find a place on this resource. */
    private void begin(int resource, int[] order, long now, int after) {
        RankQueue queue = ready[resource];
        while (!queue.isEmpty() && busy[resource] < jobs.places[resource]) {
            int place = queue.poll();
            int job = order[place];
            busy[resource]++;
            start[job] = now + jobs.millis[job];
            heldBy[job] = after;
            running.add((start[job] << NUMBER_BITS) | place);
        }
    }

    /** Ranks, the smallest first. */
    private static final class RankQueue {

        private int[] heap = new int[8];
        private int size;

        boolean isEmpty() {
            return size == 0;
        }

        void add(int rank) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, 2 * size);
            }
            int at = size++;
            while (at > 0 && heap[(at - 1) / 2] > rank) {
                heap[at] = heap[(at - 1) / 2];
                at = (at - 1) / 2;
            }
            heap[at] = rank;
        }

        int poll() {
            int first = heap[0];
            int last = heap[--size];
            int at = 0;
            int child;
            while ((child = 2 * at + 1) < size) {
                if (child + 1 < size && heap[child + 1] < heap[child]) {
                    child++;
                }
                if (heap[child] >= last) {
                    break;
                }
                heap[at] = heap[child];
                at = child;
            }
            heap[at] = last;
            return first;
        }
    }

    /** Ends with ranks in their low bits, the earliest first. */
    private static final class EndQueue {

        private final long[] heap;
        private int size;

        EndQueue(int most) {
            heap = new long[Math.max(1, most)];
        }

        boolean isEmpty() {
            return size == 0;
        }

        void add(long end) {
            int at = size++;
            while (at > 0 && heap[(at - 1) / 2] > end) {
                heap[at] = heap[(at - 1) / 2];
                at = (at - 1) / 2;
            }
            heap[at] = end;
        }

        long poll() {
            long first = heap[0];
            long last = heap[--size];
            int at = 0;
            int child;
            while ((child = 2 * at + 1) < size) {
                if (child + 1 < size && heap[child + 1] < heap[child]) {
                    child++;
                }
                if (heap[child] >= last) {
                    break;
                }
                heap[at] = heap[child];
                at = child;
            }
            heap[at] = last;
            return first;
        }
    }
}
