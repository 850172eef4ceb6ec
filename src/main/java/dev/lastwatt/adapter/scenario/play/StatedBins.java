package dev.lastwatt.adapter.scenario.play;

import dev.lastwatt.adapter.scenario.Scenario;
import dev.lastwatt.adapter.scenario.policy.Played;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers stated probabilities in bins, closer together where they come close to one. */
final class StatedBins {

    private static final double[] EDGES = {0, 0.5, 0.8, 0.9, 0.95, 0.975, 0.99, 0.995, 1};

    /** Of a two-sided interval of 99.9 %. */
    private static final double Z = 3.2905;

    private final Map<String, Bin[]> policies = new LinkedHashMap<>();

    private static final class Bin {
        int outages;
        int clean;
        double stated;
    }

    /** Counts it if a probability was stated and the mains were away for longer than the battery lasts with everything running. */
    void add(Scenario scenario, Played played) {
        Double stated = played.statedProbability();
        if (stated == null
                || scenario.truth().outageSeconds()
                        <= scenario.truth().battery().seconds()) {
            return;
        }
        Bin[] bins = policies.computeIfAbsent(played.policy(), k -> new Bin[EDGES.length - 1]);
        int number = 0;
        while (number < bins.length - 1 && stated >= EDGES[number + 1]) {
            number++;
        }
        if (bins[number] == null) {
            bins[number] = new Bin();
        }
        bins[number].outages++;
        bins[number].stated += stated;
        bins[number].clean +=
                played.outcome().unclean().isEmpty() && !played.outcome().hostUnclean() ? 1 : 0;
    }

    /** Those with an outage in them, the least probable first. */
    List<StatedBin> bins() {
        List<StatedBin> all = new ArrayList<>();
        policies.forEach((policy, bins) -> {
            for (int i = 0; i < bins.length; i++) {
                Bin bin = bins[i];
                if (bin != null) {
                    all.add(new StatedBin(
                            policy,
                            EDGES[i],
                            EDGES[i + 1],
                            bin.outages,
                            bin.stated / bin.outages,
                            Share.wilson(bin.clean / (double) bin.outages, bin.outages, Z)));
                }
            }
        });
        return all;
    }
}
