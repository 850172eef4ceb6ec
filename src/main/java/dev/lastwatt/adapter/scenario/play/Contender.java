package dev.lastwatt.adapter.scenario.play;

import dev.lastwatt.adapter.scenario.oracle.Oracle;
import dev.lastwatt.adapter.scenario.policy.Game;
import dev.lastwatt.adapter.scenario.policy.Played;
import dev.lastwatt.adapter.scenario.policy.Rival;
import dev.lastwatt.adapter.scenario.product.LastwattPolicy;
import dev.lastwatt.adapter.scenario.world.Site;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Something that can be played.
 *
 * @param name its name in result files
 * @param play plays one outage from its beginning
 */
public record Contender(String name, Function<Site, Played> play) {

    /** The product. */
    public static final String LASTWATT = "lastwatt";

    /** The bound: it sees the truth. */
    public static final String ORACLE = Oracle.NAME;

    /** All there are, by their names: the product, the oracle, the rivals. */
    public static List<Contender> all() {
        List<Contender> all = new ArrayList<>();
        all.add(new Contender(
                LASTWATT,
                site -> Game.play(
                        site, LASTWATT, new LastwattPolicy(site.scenario().known()))));
        all.add(new Contender(ORACLE, Oracle::play));
        Arrays.stream(Rival.values())
                .map(rival -> new Contender(
                        rival.word(),
                        site -> Game.play(
                                site, rival.word(), rival.policy(site.scenario().known()))))
                .forEach(all::add);
        return List.copyOf(all);
    }

    /**
     * Those of these names, in their order.
     *
     * @throws IllegalArgumentException naming the first that there is not, and those that there are
     */
    public static List<Contender> named(List<String> names) {
        List<Contender> all = all();
        return names.stream()
                .map(name -> all.stream()
                        .filter(c -> c.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no policy " + name + "; there are "
                                + String.join(
                                        ", ", all.stream().map(Contender::name).toList()))))
                .toList();
    }
}
