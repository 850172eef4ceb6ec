package dev.lastwatt.adapter.scenario.play;

import dev.lastwatt.adapter.scenario.Scenario;
import dev.lastwatt.adapter.scenario.policy.Game;
import dev.lastwatt.adapter.scenario.product.JournalNotes;
import dev.lastwatt.adapter.scenario.product.LastwattPolicy;
import dev.lastwatt.adapter.scenario.world.Site;
import java.util.List;

/** The story of one outage under one contender, with the product's own reasons where it is the product. */
public final class Explained {

    private Explained() {}

    /** The lines. */
    public static List<String> of(Scenario scenario, Contender contender) {
        Site site = new Site(scenario);
        if (contender.name().equals(Contender.LASTWATT)) {
            LastwattPolicy policy = new LastwattPolicy(scenario.known());
            return Story.of(site, Game.play(site, contender.name(), policy), JournalNotes.of(policy.facts()));
        }
        return Story.of(site, contender.play().apply(site), List.of());
    }
}
