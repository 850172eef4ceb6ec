package dev.lastwatt.core.plan;

import org.jspecify.annotations.Nullable;

/**
 * Works backwards from the end of the battery: the lower bound of the remaining runtime, less the host's own shutdown and the
 * reserve, is when every guest must be down; before that their stops are placed as late as possible in dependency order. Where
 * this does not fit, guests on the deciding chain fall back to a faster method until it does.
 *
 * <p>A planner remembers what it found out about guests that have not changed since its last plan: the same plans, sooner. For one
 * thread at a time.
 */
public final class Planner {

    private @Nullable Choices known;
    private @Nullable Choices knownWithoutCommands;

    /** Makes the plan. Always gives one; {@link Budget#fits()} says whether it suffices. */
    public static Plan plan(PlanRequest request) {
        return new Planner().next(request);
    }

    /** Makes the plan that {@link #plan} makes. */
    public Plan next(PlanRequest request) {
        Choices choices = known;
        if (choices == null || !choices.restOn(request.policy(), request.times(), request.graph())) {
            choices = new Choices(request.policy(), request.times(), request.graph(), null);
            known = choices;
            knownWithoutCommands = null;
        }
        choices.keepOnly(request.inventory());
        PlanDraft draft = new PlanDraft(request, choices);
        Plan plan = draft.plan();
        return draft.isStrained() && runsCommands(plan) ? withoutCommands(request) : plan;
    }

    private static boolean runsCommands(Plan plan) {
        return plan.stops().stream().anyMatch(s -> !s.preStopTime().isZero());
    }

    /** No time is left for what is to be run before the stops: the stops come first. */
    private Plan withoutCommands(PlanRequest request) {
        Choices choices = knownWithoutCommands;
        if (choices == null) {
            choices = new Choices(request.policy(), request.times(), request.graph(), "is left out for want of time");
            knownWithoutCommands = choices;
        }
        choices.keepOnly(request.inventory());
        return new PlanDraft(request, choices).plan();
    }
}
