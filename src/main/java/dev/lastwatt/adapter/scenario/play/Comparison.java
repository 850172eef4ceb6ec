package dev.lastwatt.adapter.scenario.play;

import dev.lastwatt.adapter.scenario.Scenario;
import dev.lastwatt.adapter.scenario.Truth.GaugeKind;
import dev.lastwatt.adapter.scenario.policy.Played;
import dev.lastwatt.adapter.scenario.world.PlayedOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How policies did on the same outages: a row each over all of them, and one for each kind of gauge. */
public final class Comparison {

    /** Stands for every kind of gauge. */
    public static final String ALL = "all";

    private record Key(String policy, String gauge) {}

    private final StatedBins stated = new StatedBins();
    private final Map<Key, Tally> tallies = new LinkedHashMap<>();

    /** What all of them did in one outage. */
    public void add(Scenario scenario, List<Played> played) {
        PlayedOutcome oracle = oracle(played);
        String gauge = word(scenario.truth().gauge().kind());
        int size = scenario.known().guests().size();
        for (Played one : played) {
            stated.add(scenario, one);
            for (String kind : List.of(ALL, gauge)) {
                tallies.computeIfAbsent(new Key(one.policy(), kind), k -> new Tally())
                        .add(one, size, oracle);
            }
        }
    }

    private static @Nullable PlayedOutcome oracle(List<Played> played) {
        return played.stream()
                .filter(p -> p.policy().equals(Contender.ORACLE))
                .map(Played::outcome)
                .findFirst()
                .orElse(null);
    }

    /** What was stated against what happened. */
    public List<StatedBin> stated() {
        return stated.bins();
    }

    /** The rows over all outages, in the order of the policies. */
    public List<Row> rows() {
        return rows(true);
    }

    /** The rows for each kind of gauge, those of one kind together. */
    public List<Row> rowsByGauge() {
        return rows(false).stream()
                .sorted((a, b) -> a.gauge().compareTo(b.gauge()))
                .toList();
    }

    private List<Row> rows(boolean overall) {
        List<Row> rows = new ArrayList<>();
        tallies.forEach((key, tally) -> {
            if (key.gauge().equals(ALL) == overall) {
                rows.add(tally.row(key.policy(), key.gauge()));
            }
        });
        return rows;
    }

    private static String word(GaugeKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
