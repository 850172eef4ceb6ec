package dev.lastwatt.boot.command;

import dev.lastwatt.adapter.scenario.Coverage;
import dev.lastwatt.adapter.scenario.Scenario;
import dev.lastwatt.adapter.scenario.ScenarioFile;
import dev.lastwatt.adapter.scenario.StatedStops;
import dev.lastwatt.adapter.scenario.generate.ScenarioGenerator;
import dev.lastwatt.adapter.scenario.generate.World;
import dev.lastwatt.adapter.scenario.play.Contender;
import dev.lastwatt.adapter.scenario.play.Explained;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        subcommands = ReferenceCommand.class,
        description = {
            "Plays a scenario file under several policies, the same outages each, and prints how they compare: "
                    + "shares with 95 %% intervals, over all outages and by kind of gauge.",
            "Progress goes to standard error. 'oracle' sees the truth and is the bound; without it there is no "
                    + "share of its service and nothing is known to have been possible."
        })
final class SimulateCommand implements Callable<Integer> {

    @Spec
    @Nullable CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "Scenarios, lastwatt-scenario/1.")
    @Nullable Path file;

    @Option(
            names = "--policies",
            split = ",",
            paramLabel = "NAME",
            description =
                    "Policies, separated by commas: lastwatt, oracle, apcupsd-timeout-120, apcupsd-timeout-120-save,"
                            + " apcupsd-minutes-3, apcupsd-minutes-10, nut-lb, powerchute-3x120, powerchute-runtime-550, never."
                            + " Default: all.")
    @Nullable List<String> policies;

    @Option(
            names = "--results",
            paramLabel = "OUT",
            description = "Where every decision and outcome goes, as JSON Lines that a referee can replay.")
    @Nullable Path results;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Outages played side by side. Default: the number of processors.")
    int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--explain", paramLabel = "ID", description = "Tells this one outage as a story under each policy.")
    @Nullable String explain;

    @ArgGroup
    @Nullable Form form;

    /** One form at a time. */
    static final class Form {
        @Option(names = "--json", description = "The comparison as JSON.")
        boolean json;

        @Option(names = "--csv", description = "The comparison as CSV.")
        boolean csv;
    }

    @Override
    public Integer call() throws IOException {
        Path from = file;
        if (from == null) {
            throw new CommandLine.ParameterException(
                    Objects.requireNonNull(spec).commandLine(), "which FILE? lastwatt simulate FILE");
        }
        if (threads < 1) {
            throw new CommandException(ExitCode.USAGE, "--threads must be at least 1");
        }
        List<Contender> contenders = contenders();
        byte[] bytes = read(from);
        List<Scenario> scenarios = ScenarioFile.read(from);
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        if (explain != null) {
            tell(scenarios, explain, contenders, out);
        } else {
            if (scenarios.isEmpty()) {
                throw new CommandException(ExitCode.USAGE, from + " holds no scenario");
            }
            new Simulation(scenarios, contenders, threads, results)
                    .run(Simulation.sha256(bytes), form != null && form.json, form != null && form.csv, out);
        }
        out.flush();
        return ExitCode.OK;
    }

    private List<Contender> contenders() {
        try {
            return policies == null ? Contender.all() : Contender.named(policies);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, "--policies: " + e.getMessage());
        }
    }

    private static byte[] read(Path file) throws IOException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new CommandException(ExitCode.USAGE, "cannot read " + file);
        }
        return Files.readAllBytes(file);
    }

    private static void tell(List<Scenario> scenarios, String id, List<Contender> contenders, PrintStream out) {
        Scenario scenario = scenarios.stream()
                .filter(s -> s.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new CommandException(ExitCode.USAGE, "--explain: no scenario " + id));
        for (Contender contender : contenders) {
            Explained.of(scenario, contender).forEach(out::println);
        }
    }

    private static final Pattern SEEDS = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

    @Command(
            name = "stop-times",
            mixinStandardHelpOptions = true,
            description = {
                "Prints, as JSON Lines, what the stop-time model states of each guest's next shutdown, from what is "
                        + "known before the outage alone: p50, p95, p99 in seconds given that it ends, and the probability "
                        + "that it hangs."
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
                "Draws sets of outages and prints, as a Markdown table, how the stop-time model does on them.",
                "By number of past stops: per cent of the stops over by the stated p95, and pinball loss relative "
                        + "to one number for every guest."
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
