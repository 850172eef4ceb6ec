package dev.lastwatt.boot.command;

import dev.lastwatt.adapter.scenario.Coverage;
import dev.lastwatt.adapter.scenario.Scenario;
import dev.lastwatt.adapter.scenario.ScenarioFile;
import dev.lastwatt.adapter.scenario.StatedStops;
import dev.lastwatt.adapter.scenario.generate.ScenarioGenerator;
import dev.lastwatt.adapter.scenario.generate.World;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "simulate", mixinStandardHelpOptions = true, description = "Plays scenario files.")
final class SimulateCommand {

    private static final Pattern SEEDS = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

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

    @Command(
            name = "coverage",
            mixinStandardHelpOptions = true,
            description = {
                "Draws sets of outages and prints, as a Markdown table, how the stop-time model does on them. By number of past",
                "stops: per cent of the stops over by the stated p95, and pinball loss relative to one number for every guest."
            })
    int coverage(
            @Option(
                            names = "--worlds",
                            defaultValue = "log-normal,gamma,mixed",
                            split = ",",
                            description = "Laws of the stop times. Default: log-normal,gamma,mixed.")
                    List<String> worlds,
            @Option(
                            names = "--seeds",
                            defaultValue = "11-13",
                            description = "First and last seed, such as 11-13. Default: 11-13.")
                    String seeds,
            @Option(names = "--guests", defaultValue = "20", description = "Guests of each outage. Default: 20.")
                    int guests,
            @Option(names = "--outages", defaultValue = "300", description = "Outages of each set. Default: 300.")
                    int outages) {
        Matcher range = SEEDS.matcher(seeds);
        if (!range.matches()) {
            throw new CommandException(ExitCode.USAGE, "--seeds must be like 11-13 or 11, is " + seeds);
        }
        long first = Long.parseLong(range.group(1));
        long last = range.group(2) == null ? first : Long.parseLong(range.group(2));
        List<World> laws = worlds.stream().map(ScenarioCommand::world).toList();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        CoverageTable.head(out);
        for (World law : laws) {
            List<Scenario> all = new ArrayList<>();
            for (long seed = first; seed <= last; seed++) {
                List<Scenario> set = drawn(law, guests, outages, seed);
                CoverageTable.row(out, law + ", seed " + seed, Coverage.of(set));
                all.addAll(set);
            }
            if (last > first) {
                CoverageTable.row(out, law + ", all", Coverage.of(all));
            }
        }
        return ExitCode.OK;
    }

    private static List<Scenario> drawn(World world, int guests, int outages, long seed) {
        try {
            return new ScenarioGenerator(world, guests, outages, seed, 0).draw();
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }
}
