package dev.lastwatt.adapter.report;

import dev.lastwatt.core.plan.Plan;
import dev.lastwatt.core.policy.Policy;
import java.util.List;

/** Says who decides how long the stopping takes. */
final class Decides {

    /** A longer chain is told by its ends. */
    private static final int TOLD = 8;

    private Decides() {}

    static String words(Plan plan, Policy policy) {
        boolean others =
                !policy.otherServers().isEmpty() && plan.budget().guests().compareTo(policy.othersNeed()) <= 0;
        if (others) {
            return "another server on this UPS: it needs " + Spans.words(policy.othersNeed())
                    + ", longer than the guests of this host";
        }
        List<String> chain = plan.budget().breaks().stream()
                .map(Legible::of)
                .map(n -> Legible.cut(n, GuestNames.COLUMNS))
                .toList();
        if (chain.isEmpty()) {
            return "nothing: no guest has to be stopped";
        }
        return chain(chain) + tied(plan);
    }

    private static String chain(List<String> chain) {
        if (chain.size() > TOLD) {
            return String.join(", then ", chain.subList(0, TOLD - 1)) + ", then " + (chain.size() - TOLD)
                    + " more, then " + chain.get(chain.size() - 1);
        }
        return String.join(", then ", chain);
    }

    /** Others that take as long: helping one of them alone gains nothing. */
    private static String tied(Plan plan) {
        List<String> tied = plan.budget().tied().stream()
                .map(Legible::of)
                .map(n -> Legible.cut(n, GuestNames.COLUMNS))
                .toList();
        if (tied.isEmpty()) {
            return "";
        }
        int more = tied.size() - TOLD;
        return "; " + tied.size() + (tied.size() == 1 ? " other guest takes" : " others take") + " just as long: "
                + String.join(", ", more > 0 ? tied.subList(0, TOLD) : tied)
                + (more > 0 ? " and " + more + " more" : "");
    }
}
