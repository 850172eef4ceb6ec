package dev.lastwatt.core.plan;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * In which order jobs that compete for a place get it, in reversed time: the first one ends last. None of the rules is best
 * everywhere; the schedule that is kept is the best of all four (planning study, section 1.3).
 */
enum PriorityRule {
    /** The longest chain of the job and its clients goes first: shortens the whole. */
    TAIL {
        @Override
        double[] keys(JobNetwork jobs) {
            return tails(jobs);
        }
    },
    /** Most worth a second goes first (Smith's rule): keeps the dear and the quick running longest. */
    WORTH {
        @Override
        double[] keys(JobNetwork jobs) {
            double[] keys = new double[jobs.size];
            for (int j = 0; j < jobs.size; j++) {
                keys[j] = jobs.worth[j] / jobs.millis[j];
            }
            return keys;
        }
    },
    /** Most worth a second of the job and of those clients that raise that ratio: a server gives way to dear clients behind it. */
    SUBTREE {
        @Override
        double[] keys(JobNetwork jobs) {
            return ratios(jobs);
        }
    },
    /** Half the tail, half the subtree, each as a share of the largest. */
    MIXED {
        @Override
        double[] keys(JobNetwork jobs) {
            double[] keys = shares(tails(jobs));
            double[] ratios = shares(ratios(jobs));
            for (int j = 0; j < keys.length; j++) {
                keys[j] += ratios[j];
            }
            return keys;
        }
    };

    private static final int NUMBER_BITS = 20;
    private static final long NUMBERS = (1L << NUMBER_BITS) - 1;
    private static final double SHAKE = 3;
    private static final double STEPS = 1L << 42;

    /** What each job is worth to this rule, not negative; more goes first. */
    abstract double[] keys(JobNetwork jobs);

    /** The jobs' numbers, the first to get a place first; among equals the lower number. */
    int[] order(JobNetwork jobs) {
        return descending(keys(jobs));
    }

    /** The order with every key up to {@value #SHAKE} times as large or as small. */
    int[] shaken(JobNetwork jobs, SplittableRandom dice) {
        double[] keys = keys(jobs);
        for (int j = 0; j < keys.length; j++) {
            keys[j] *= Math.pow(SHAKE, 2 * dice.nextDouble() - 1);
        }
        return descending(keys);
    }

    private static int[] descending(double[] keys) {
        double[] shares = shares(keys);
        long[] sorted = new long[keys.length];
        for (int j = 0; j < keys.length; j++) {
            sorted[j] = ((long) ((1 - shares[j]) * STEPS) << NUMBER_BITS) | j;
        }
        Arrays.sort(sorted);
        int[] order = new int[keys.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = (int) (sorted[i] & NUMBERS);
        }
        return order;
    }

    private static double[] shares(double[] keys) {
        double most = 0;
        for (double key : keys) {
            most = Math.max(most, key);
        }
        double[] shares = new double[keys.length];
        for (int j = 0; j < keys.length; j++) {
            shares[j] = most > 0 ? keys[j] / most : 0;
        }
        return shares;
    }

    private static double[] tails(JobNetwork jobs) {
        double[] tails = new double[jobs.size];
        for (int j : jobs.clientsFirst) {
            double behind = 0;
            for (int client : jobs.clients[j]) {
                behind = Math.max(behind, tails[client]);
            }
            tails[j] = behind + jobs.millis[j];
        }
        return tails;
    }

    /** A client that two servers share counts with both: the rule only has to be good, the schedule is checked. */
    private static double[] ratios(JobNetwork jobs) {
        double[] worth = jobs.worth.clone();
        double[] millis = new double[jobs.size];
        double[] ratios = new double[jobs.size];
        for (int j : jobs.clientsFirst) {
            millis[j] = jobs.millis[j];
            int[] clients = jobs.clients[j];
            if (clients.length > 0) {
                double[] keys = new double[clients.length];
                for (int i = 0; i < clients.length; i++) {
                    keys[i] = ratios[clients[i]];
                }
                for (int i : descending(keys)) {
                    int client = clients[i];
                    if (ratios[client] * millis[j] <= worth[j]) {
                        break;
                    }
                    worth[j] += worth[client];
                    millis[j] += millis[client];
                }
            }
            ratios[j] = worth[j] / millis[j];
        }
        return ratios;
    }
}
