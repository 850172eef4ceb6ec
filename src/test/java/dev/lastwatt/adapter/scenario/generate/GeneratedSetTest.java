package dev.lastwatt.adapter.scenario.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lastwatt.adapter.scenario.Scenario;
import dev.lastwatt.adapter.scenario.ScenarioFile;
import dev.lastwatt.adapter.scenario.StatedStops;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GeneratedSetTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void sameSeedGivesTheSameFileAndAnotherSeedAnother() {
        String hash = hash(World.MIXED, 3, 7);
        assertThat(hash(World.MIXED, 3, 7)).isEqualTo(hash);
        assertThat(hash(World.MIXED, 3, 8)).isNotEqualTo(hash);
    }

    @Test
    void writtenSetReadsBackAsItWas() throws IOException {
        List<Scenario> drawn = new ScenarioGenerator(World.GAMMA, 20, 5, 3, 0.5).draw();
        ScenarioText text = new ScenarioText();
        String lines = drawn.stream().map(text::line).collect(Collectors.joining());
        List<Scenario> read = ScenarioFile.read(new StringReader(lines), "the set");
        assertThat(read).isEqualTo(drawn);
    }

    /** Few outages, so the bands are wide: the full figures are in the documentation of the estimator. */
    @ParameterizedTest
    @EnumSource(World.class)
    void statedBoundsHoldInEveryWorld(World world) throws IOException {
        int ended = 0;
        int within95 = 0;
        int within99 = 0;
        for (Scenario scenario : new ScenarioGenerator(world, 20, 40, 4711, 0).draw()) {
            for (String line : StatedStops.lines(scenario)) {
                JsonNode stated = JSON.readTree(line);
                Double took = Objects.requireNonNull(scenario.truth()
                                .guests()
                                .get(stated.path("guest").asText()))
                        .shutdownSeconds();
                if (took == null) {
                    continue;
                }
                ended++;
                within95 += took <= stated.path("p95").asDouble() ? 1 : 0;
                within99 += took <= stated.path("p99").asDouble() ? 1 : 0;
            }
        }
        assertThat(within95 / (double) ended).isBetween(0.925, 0.985);
        assertThat(within99 / (double) ended).isGreaterThan(0.975);
    }

    private static String hash(World world, int outages, long seed) {
        ScenarioText text = new ScenarioText();
        new ScenarioGenerator(world, 20, outages, seed, 0).draw().forEach(text::line);
        return text.sha256();
    }
}
