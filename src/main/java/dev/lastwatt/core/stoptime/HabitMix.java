package dev.lastwatt.core.stoptime;

import java.util.List;

/**
 * Which habits the guests of one host have.
 *
 * @param light share of guests of habit {@link Habit#LIGHT}, above 0 to below 1
 * @param erratic share of guests of habit {@link Habit#ERRATIC}, above 0; the rest is {@link Habit#STEADY}
 */
record HabitMix(double light, double erratic) {

    /** What hosts may be like. A few guests tell these apart only roughly, so their mean is used, not the likeliest. */
    private static final HabitMix[] CONCEIVABLE = {
        new HabitMix(0.05, 0.02),
        new HabitMix(0.9, 0.02),
        new HabitMix(0.4, 0.1),
        new HabitMix(0.33, 0.33),
        new HabitMix(0.1, 0.5)
    };

    private static final double[] PRIOR = {0.22, 0.17, 0.15, 0.38, 0.08};

    static final HabitMix ASSUMED = mean(PRIOR);

    private double share(Habit habit) {
        return switch (habit) {
            case STEADY -> 1 - light - erratic;
            case LIGHT -> light;
            case ERRATIC -> erratic;
        };
    }

    /**
     * The mix that the guests show.
     *
     * @param likelihoods by guest and habit, up to a factor for each guest
     */
    static HabitMix from(List<double[]> likelihoods) {
        double[] weights = PRIOR.clone();
        for (double[] guest : likelihoods) {
            double total = 0;
            for (int k = 0; k < weights.length; k++) {
                double explained = 0;
                for (Habit habit : Habit.values()) {
                    explained += CONCEIVABLE[k].share(habit) * guest[habit.ordinal()];
                }
                weights[k] *= explained;
                total += weights[k];
            }
            for (int k = 0; k < weights.length; k++) {
                weights[k] /= total;
            }
        }
        return mean(weights);
    }

    private static HabitMix mean(double[] weights) {
        double light = 0;
        double erratic = 0;
        for (int k = 0; k < weights.length; k++) {
            light += weights[k] * CONCEIVABLE[k].light;
            erratic += weights[k] * CONCEIVABLE[k].erratic;
        }
        return new HabitMix(light, erratic);
    }
}
