package dev.lastwatt.core.stoptime;

/**
 * Which habits the guests of one host have.
 *
 * @param light share of guests of habit {@link Habit#LIGHT}, above 0 to below 1
 * @param erratic share of guests of habit {@link Habit#ERRATIC}, above 0; the rest is {@link Habit#STEADY}
 * @param assumed how probable such a host is before anything was measured
 */
record HabitMix(double light, double erratic, double assumed) {

    /** What hosts may be like. A few guests tell these apart only roughly, so all of them count, each as far as it explains the guests. */
    static final HabitMix[] CONCEIVABLE = {
        new HabitMix(0.05, 0.02, 0.22),
        new HabitMix(0.9, 0.02, 0.17),
        new HabitMix(0.4, 0.1, 0.15),
        new HabitMix(0.33, 0.33, 0.38),
        new HabitMix(0.1, 0.5, 0.08)
    };

    double share(Habit habit) {
        return switch (habit) {
            case STEADY -> 1 - light - erratic;
            case LIGHT -> light;
            case ERRATIC -> erratic;
        };
    }
}
