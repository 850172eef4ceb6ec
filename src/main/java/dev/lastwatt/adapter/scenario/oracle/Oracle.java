package dev.lastwatt.adapter.scenario.oracle;

import dev.lastwatt.adapter.scenario.policy.Played;
import dev.lastwatt.adapter.scenario.world.Action;
import dev.lastwatt.adapter.scenario.world.Decision;
import dev.lastwatt.adapter.scenario.world.Site;
import java.util.ArrayList;
import java.util.List;

/**
 * Knows the truth and decides at any time. It tries several schemes by playing them and takes the best: nothing at all; everything
 * stopped as late as the battery allows, then the host; a few guests shed so that the battery outlasts the outage. The limit on
 * concurrent shutdowns is kept where a clean stop is possible with it.
 */
public final class Oracle {

    /** Its name in result files. */
    public static final String NAME = "oracle";

    private Oracle() {}

    /** Plays one outage. */
    public static Played play(Site site) {
        Verdict best = best(site);
        List<Decision> decisions = new ArrayList<>();
        for (Scheme.Order order : best.scheme().orders()) {
            decisions.add(new Decision(
                    order.at(), order.action(), order.action() == Action.HOST_OFF ? null : site.name(order.guest())));
        }
        return new Played(site.scenario().id(), NAME, decisions, null, best.outcome());
    }

    private static Verdict best(Site site) {
        Verdict best = verdict(site, Scheme.nothing());
        double outage = site.scenario().truth().outageSeconds();
        if (best.outcome().clean()) {
            return best;
        }
        int slots = site.scenario().known().host().maxConcurrentShutdowns();
        for (Scheme scheme : new FullStop(site, slots, true).schemes()) {
            best = better(best, verdict(site, scheme));
        }
        if (outage < new Discharge(site).idle()) {
            for (Scheme scheme : new Shedding(site, slots).schemes()) {
                best = better(best, verdict(site, scheme));
            }
        }
        if (!best.outcome().clean() || best.outcome().orderViolations() > 0) {
            for (Scheme scheme : new FullStop(site, Integer.MAX_VALUE, true).schemes()) {
                best = better(best, verdict(site, scheme));
            }
        }
        if (!best.outcome().unclean().isEmpty() || best.outcome().hostUnclean()) {
            // What is left to save are the guests; the host would cost them.
            for (Scheme scheme : new FullStop(site, Integer.MAX_VALUE, false).schemes()) {
                best = better(best, verdict(site, scheme));
            }
        }
        return best;
    }

    private static Verdict verdict(Site site, Scheme scheme) {
        return new Verdict(scheme, scheme.tried(site));
    }

    private static Verdict better(Verdict a, Verdict b) {
        return Verdict.BEST.compare(b, a) < 0 ? b : a;
    }
}
