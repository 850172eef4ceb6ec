package dev.lastwatt.adapter.scenario.policy;

import dev.lastwatt.adapter.scenario.policy.Triggers.Trigger;

/** A rule in two halves: what starts it, once and for good, and what it does from then on. */
final class Rule implements ScenarioPolicy {

    private final Trigger trigger;
    private final Stops stops;
    private double since = Double.NaN;

    Rule(Trigger trigger, Stops stops) {
        this.trigger = trigger;
        this.stops = stops;
    }

    @Override
    public boolean onlyAtReadings() {
        return true;
    }

    @Override
    public void decide(Sight sight, Orders orders) {
        if (Double.isNaN(since) && trigger.starts(sight)) {
            since = sight.now();
        }
        if (!Double.isNaN(since)) {
            stops.go(sight, sight.now() - since, orders);
        }
    }
}
