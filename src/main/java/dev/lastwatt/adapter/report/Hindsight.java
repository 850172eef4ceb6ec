package dev.lastwatt.adapter.report;

import dev.lastwatt.app.Snapshot;
import dev.lastwatt.core.plan.Plan;
import java.util.ArrayList;
import java.util.List;

/**
 * What a second outage like this one would do now: the plan of this moment, with today's measured stop times and today's battery,
 * against the length of the outage that was.
 */
public final class Hindsight {

    private Hindsight() {}

    /** In sentences; never empty. */
    public static List<String> of(RunReport run, Snapshot now) {
        Plan plan = now.plan();
        if (plan == null) {
            return List.of("cannot be said: there is no plan now");
        }
        if (now.power().onBatterySince().isPresent()) {
            return List.of("cannot be said while the mains are away");
        }
        if (now.hypervisorLostSince() != null) {
            return List.of("cannot be said while the hypervisor does not answer");
        }
        if (now.state().running().isPresent()) {
            return List.of(
                    "cannot be said before the run is over and its guests are back: the plan knows only what runs");
        }
        if (plan.stops().isEmpty()) {
            return List.of("would stop no guest: none runs now.");
        }
        List<String> out = new ArrayList<>();
        Marks marks = Marks.of(plan);
        long lasted = run.lasted();
        String atLeast = run.sawTheEnd() ? "" : "at least ";
        out.add("that outage lasted " + atLeast + Spans.words(lasted) + "; now the first stop would begin "
                + Spans.words(marks.firstStart()) + " after the failure at the latest, then it was "
                + Spans.words(run.firstAsked()) + ".");
        if (run.sawTheEnd() && lasted < marks.firstStart()) {
            out.add("A second such outage would stop no guest: the mains would be back before.");
        } else if (run.sawTheEnd() && lasted < marks.commit()) {
            long asked = plan.stops().stream()
                    .filter(s -> Marks.after(plan, s.latestStart()) <= lasted)
                    .count();
            out.add("A second such outage would stop " + asked + " of "
                    + plan.stops().size() + " guests, and start them again.");
        } else {
            long stopped = run.stops().stream().filter(g -> g.askedAt() != null).count();
            out.add("A second such outage would stop all " + plan.stops().size() + " guests"
                    + (stopped > plan.stops().size() ? " that run now (then " + stopped + " were stopped)" : "")
                    + " and take the host down " + Spans.words(marks.commit()) + " after the failure at the latest"
                    + (run.hostAskedAt() == null ? "." : "; then it was " + Spans.words(run.hostAskedAt()) + "."));
        }
        run.stopping()
                .ifPresent(took -> out.add("Stopping the guests took " + Spans.words(took)
                        + "; at worst, by what is measured now, it takes " + Spans.words(marks.guests()) + "."));
        out.add("The battery of this moment lasts "
                + Spans.words(plan.remaining().lowerBound()) + " at least: " + Verdict.byTheFigures(plan));
        return out;
    }
}
