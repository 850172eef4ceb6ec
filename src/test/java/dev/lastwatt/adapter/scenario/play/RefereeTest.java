package dev.lastwatt.adapter.scenario.play;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.adapter.scenario.Scenario;
import dev.lastwatt.adapter.scenario.generate.ScenarioGenerator;
import dev.lastwatt.adapter.scenario.generate.ScenarioText;
import dev.lastwatt.adapter.scenario.generate.World;
import dev.lastwatt.peer.NeedsPeer;
import dev.lastwatt.peer.Peer;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A referee of another hand replays every decision and plays the rivals' rules itself. */
@NeedsPeer(Peer.REFEREE)
class RefereeTest {

    @Test
    void findsNoDifferenceInAnyResultOfAnyPolicyInAnyWorld(@TempDir Path folder) throws Exception {
        List<Scenario> scenarios = new ArrayList<>();
        for (World world : World.values()) {
            scenarios.addAll(new ScenarioGenerator(world, 5, 3, 77, 0.2).draw());
        }
        Path set = folder.resolve("set.jsonl");
        Files.writeString(set, scenarios.stream().map(new ScenarioText()::line).collect(Collectors.joining()));
        List<String> lines = new ArrayList<>();
        new Tournament(Contender.all(), 1)
                .play(scenarios, (scenario, played) -> played.forEach(p -> lines.add(ResultLine.of(p))));
        Path results = folder.resolve("results.jsonl");
        Files.write(results, lines);

        assertThat(checked(set, results))
                .isEqualTo(scenarios.size() * Contender.all().size() + " results, 0 differences\n");
    }

    private static String checked(Path set, Path results) throws IOException, InterruptedException {
        String referee = Peer.REFEREE.program().orElseThrow().toString();
        File out = results.resolveSibling("checked.txt").toFile();
        Process process = new ProcessBuilder("python3", referee, "check", set.toString(), results.toString())
                .redirectErrorStream(true)
                .redirectOutput(out)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(out.toPath(), StandardCharsets.UTF_8);
    }
}
