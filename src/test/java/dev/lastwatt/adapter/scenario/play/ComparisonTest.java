package dev.lastwatt.adapter.scenario.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lastwatt.adapter.scenario.Scenario;
import dev.lastwatt.adapter.scenario.generate.ScenarioGenerator;
import dev.lastwatt.adapter.scenario.generate.World;
import dev.lastwatt.adapter.scenario.policy.Played;
import dev.lastwatt.adapter.scenario.world.Site;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    @Test
    void shareOfOutagesHasWilsonsInterval() {
        Share.Sum sum = new Share.Sum();
        for (int i = 0; i < 100; i++) {
            sum.add(i < 10 ? 1 : 0, 1);
        }
        assertThat(sum.share().value()).isEqualTo(0.1);
        assertThat(sum.share().low()).isCloseTo(0.0552, within(1e-4));
        assertThat(sum.share().high()).isCloseTo(0.1744, within(1e-4));
    }

    @Test
    void shareThatNeverHappenedHasAnUpperEndThatOutagesAllow() {
        Share.Sum sum = new Share.Sum();
        for (int i = 0; i < 300; i++) {
            sum.add(0, 20);
        }
        assertThat(sum.share().value()).isZero();
        assertThat(sum.share().high()).isCloseTo(0.0126, within(1e-4));
    }

    @Test
    void sameOutagesArePlayedAlikeOnOneThreadAndOnThree() {
        List<Scenario> scenarios = new ScenarioGenerator(World.MIXED, 4, 4, 3, 0).draw();
        assertThat(lines(scenarios, 3)).isEqualTo(lines(scenarios, 1));
    }

    private static List<String> lines(List<Scenario> scenarios, int threads) {
        List<String> lines = new ArrayList<>();
        new Tournament(Contender.all(), threads)
                .play(scenarios, (scenario, played) -> played.forEach(p -> lines.add(ResultLine.of(p))));
        return lines;
    }

    @Test
    void oracleIsTheMeasureOfService() {
        Comparison comparison = new Comparison();
        new Tournament(Contender.named(List.of("oracle", "nut-lb")), 1)
                .play(new ScenarioGenerator(World.GAMMA, 5, 10, 3, 0).draw(), comparison::add);
        assertThat(comparison.rows()).extracting(Row::policy).containsExactly("oracle", "nut-lb");
        assertThat(comparison.rows().get(0).serviceOfOracle().value()).isEqualTo(1);
        assertThat(comparison.rowsByGauge().stream()
                        .filter(r -> r.policy().equals("nut-lb"))
                        .mapToInt(Row::outages)
                        .sum())
                .isEqualTo(10);
        assertThat(ComparisonText.csv(comparison.rows()).get(1)).startsWith("oracle,all,10,");
    }

    @Test
    void unknownPolicyIsAnErrorThatNamesTheKnownOnes() {
        assertThatThrownBy(() -> Contender.named(List.of("nut-ob")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no policy nut-ob; there are lastwatt, oracle,");
    }

    @Test
    void storyTellsWhyAGuestWasLost() {
        Scenario scenario =
                new ScenarioGenerator(World.MIXED, 5, 1, 3, 0).draw().get(0);
        Contender never = Contender.named(List.of("never")).get(0);
        Played played = never.play().apply(new Site(scenario));
        List<String> story = Explained.of(scenario, never);
        if (played.outcome().unclean().isEmpty()) {
            assertThat(story).contains("No guest was lost.");
        } else {
            assertThat(story).anyMatch(l -> l.contains("It was never asked to stop before the battery ended"));
        }
    }
}
