package dev.lastwatt.core.plan;

import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.plan.Job.Choice;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Which method each guest is stopped by. The preferred ones if they fit; else faster ones on the deciding chains ({@link Fallback}).
 * Where even that does not fit, the confidence that methods are chosen at is lowered in steps, and the first step at which a schedule
 * fits decides the methods: shutting down what will usually fit beats saving everything in vain. Turning off comes only when nothing
 * else fits at the last step. Starts are decided at full confidence in any case, so that what was chosen at a lower one begins at
 * once (planning study, section 5.4, steps 4 and 5).
 */
final class MethodChoice {

    private static final double[] LOWER = {0.9, 0.8, 0.65, 0.5};

    /** What each step leaves of the reserve. */
    private static final double RESERVE_KEPT = 0.82;

    private final Methods methods;
    private final Choices choices;
    private double level = Methods.FULL;
    private boolean fits = true;

    MethodChoice(Methods methods, Choices choices) {
        this.methods = methods;
        this.choices = choices;
    }

    /**
     * Chooses, and places the jobs at full confidence.
     *
     * @param available milliseconds
     * @param reserve milliseconds beyond, of which lower levels take a part
     * @param likely milliseconds until the host must go down by the middle estimate
     * @return how long the schedule is, in milliseconds
     */
    long decide(long available, long reserve, LongSupplier likely) {
        Fallback full = new Fallback(methods, choices);
        long length = full.fit(available, Fallback.GENTLE);
        if (length > available) {
            List<Choice> fastest = methods.jobs.stream().map(j -> j.choice).toList();
            lower(available, reserve);
            if (!fits) {
                methods.level(Methods.FULL);
                restore(fastest);
                length = new Fallback(methods, choices).fit(available, Fallback.ANY);
                fits = length <= available;
                if (!fits) {
                    length = new LastResort(methods, choices).choose(available, likely.getAsLong());
                }
            } else {
                methods.level(Methods.FULL);
                length = methods.schedule.best();
            }
        } else {
            length = new HangRisk(methods, choices).weigh(length, available);
        }
        return length;
    }

    private void lower(long available, long reserve) {
        double kept = 1;
        for (double probability : LOWER) {
            kept *= RESERVE_KEPT;
            long more = available + Math.round(reserve * (1 - kept));
            methods.jobs.forEach(j -> methods.use(j, j.choices.get(0)));
            methods.level(probability);
            if (new Fallback(methods, choices).fit(more, Fallback.GENTLE) <= more) {
                level = probability;
                return;
            }
        }
        fits = false;
    }

    private void restore(List<Choice> before) {
        for (int j = 0; j < before.size(); j++) {
            methods.use(methods.jobs.get(j), before.get(j));
        }
    }

    /** The probability by which the methods fit: below the full one where the battery is too small for every guest's worst case. */
    double level() {
        return level;
    }

    /** Nothing fits: every guest that can be stopped is to be stopped at once. */
    boolean isEmergency() {
        return !fits;
    }

    static boolean isSave(Choice choice) {
        return choice.method() == StopMethod.SAVE;
    }
}
