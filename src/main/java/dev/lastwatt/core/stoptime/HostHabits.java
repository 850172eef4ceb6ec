package dev.lastwatt.core.stoptime;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * Which mix of habits the guests of a host have and how often their past stops installed updates: how probable each combination is after
 * all their histories (Bayes' rule over {@link HabitMix#CONCEIVABLE} and {@link UpdateShares#LEVELS}).
 */
final class HostHabits {

    private static final HabitMix[] MIXES = HabitMix.CONCEIVABLE;
    private static final double NEGLIGIBLE = 1e-3;

    /** By operating system, mix and level; sums to 1 for each operating system. */
    private final Map<Traits.Os, double[][]> probability = new EnumMap<>(Traits.Os.class);

    /** What these guests show; those without a history say nothing. */
    HostHabits(Collection<GuestPosterior> guests) {
        Map<Traits.Os, double[][]> logs = new EnumMap<>(Traits.Os.class);
        for (Traits.Os os : Traits.Os.values()) {
            double[] assumed = UpdateShares.assumed(os);
            double[][] log = new double[MIXES.length][assumed.length];
            for (double[] byLevel : log) {
                for (int l = 0; l < assumed.length; l++) {
                    byLevel[l] = Math.log(assumed[l]);
                }
            }
            logs.put(os, log);
        }
        for (GuestPosterior guest : guests) {
            if (!guest.isMeasured()) {
                continue;
            }
            double[][] log = Objects.requireNonNull(logs.get(guest.os()));
            for (int k = 0; k < MIXES.length; k++) {
                for (int l = 0; l < log[k].length; l++) {
                    if (log[k][l] > Double.NEGATIVE_INFINITY) {
                        log[k][l] += Math.log(guest.explained(l, MIXES[k]));
                    }
                }
            }
        }
        double[] mixes = new double[MIXES.length];
        for (int k = 0; k < MIXES.length; k++) {
            mixes[k] = Math.log(MIXES[k].assumed());
            for (double[][] log : logs.values()) {
                mixes[k] += scale(log[k]);
            }
        }
        scale(mixes);
        for (Map.Entry<Traits.Os, double[][]> e : logs.entrySet()) {
            for (int k = 0; k < MIXES.length; k++) {
                for (int l = 0; l < e.getValue()[k].length; l++) {
                    e.getValue()[k][l] *= mixes[k];
                }
            }
            probability.put(e.getKey(), e.getValue());
        }
    }

    /** Turns logarithms into numbers that sum to 1. Returns the logarithm of what they summed to. */
    private static double scale(double[] logs) {
        double best = Double.NEGATIVE_INFINITY;
        for (double l : logs) {
            best = Math.max(best, l);
        }
        double total = 0;
        for (int i = 0; i < logs.length; i++) {
            logs[i] = Math.exp(logs[i] - best);
            total += logs[i];
        }
        for (int i = 0; i < logs.length; i++) {
            logs[i] /= total;
        }
        return best + Math.log(total);
    }

    /** By level and habit: what that guest's likelihood of them has to be multiplied with. A guest of the host does not count twice. */
    double[][] weights(GuestPosterior guest) {
        double[][] of = Objects.requireNonNull(probability.get(guest.os()));
        double[] levels = guest.levels();
        double[][] weights = new double[levels.length][Habit.values().length];
        for (int l = 0; l < levels.length; l++) {
            for (int k = 0; levels[l] > 0 && k < MIXES.length; k++) {
                // A guest without a history has one level, which stands for all.
                double probable = guest.isMeasured() ? of[k][l] : sum(of[k]);
                if (probable > NEGLIGIBLE) {
                    double share = probable / guest.explained(l, MIXES[k]);
                    for (Habit habit : Habit.values()) {
                        weights[l][habit.ordinal()] += share * MIXES[k].share(habit);
                    }
                }
            }
        }
        return weights;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double v : values) {
            sum += v;
        }
        return sum;
    }

    /** Share of past stops that installed updates, for guests of that operating system. */
    double updates(Traits.Os os) {
        double mean = 0;
        for (double[] byLevel : Objects.requireNonNull(probability.get(os))) {
            for (int l = 0; l < byLevel.length; l++) {
                mean += byLevel[l] * UpdateShares.LEVELS[l];
            }
        }
        return mean;
    }
}
