package dev.lastwatt.boot.command;

import dev.lastwatt.adapter.scenario.Scenario;
import dev.lastwatt.adapter.scenario.ScenarioFile;
import dev.lastwatt.adapter.scenario.StatedStops;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "simulate", mixinStandardHelpOptions = true, description = "Plays scenario files.")
final class SimulateCommand {

    @Command(
            name = "stop-times",
            mixinStandardHelpOptions = true,
            description = {
                "Prints, as JSON Lines, what the stop-time model states of each guest's next shutdown, from what is known before",
                "the outage alone: p50, p95, p99 in seconds given that it ends, and the probability that it hangs."
            })
    int stopTimes(@Parameters(paramLabel = "FILE", description = "Scenarios, lastwatt-scenario/1.") Path file) {
        if (!Files.isReadable(file)) {
            throw new CommandException(ExitCode.USAGE, "cannot read " + file);
        }
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        for (Scenario scenario : ScenarioFile.read(file)) {
            StatedStops.lines(scenario).forEach(out::println);
        }
        out.flush();
        return ExitCode.OK;
    }
}
