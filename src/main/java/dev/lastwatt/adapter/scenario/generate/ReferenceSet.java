package dev.lastwatt.adapter.scenario.generate;

import dev.lastwatt.adapter.scenario.Scenario;
import java.util.Iterator;
import java.util.stream.IntStream;

/**
 * The outages of one cell, drawn while they are looked at: the guests of a {@link ScenarioGenerator} at {@link ReferenceSite}s. The
 * same cell, size and seed give the same set on every machine.
 *
 * @param cell which kind of site
 * @param outages how many, at least 1
 * @param seed of everything drawn; what the cell does not fix is the same in every cell of a seed
 */
public record ReferenceSet(Cell cell, int outages, long seed) implements Iterable<Scenario> {

    /** Checks. */
    public ReferenceSet {
        if (outages < 1) {
            throw new IllegalArgumentException("a set needs at least one guest and one outage");
        }
    }

    @Override
    public Iterator<Scenario> iterator() {
        ScenarioGenerator guests = new ScenarioGenerator(cell.world(), cell.guests(), outages, seed, 0);
        SiteLaws laws = guests.laws();
        return IntStream.range(0, outages)
                .mapToObj(i -> {
                    String id = cell + "-" + seed + "-" + String.format("%05d", i);
                    // Another stream than that of the guests, so that their number changes nothing here.
                    return ReferenceSite.draw(new Dice(~(seed * 1_000_003 + i)), cell)
                            .with(guests.scenario(laws, i), id);
                })
                .iterator();
    }
}
