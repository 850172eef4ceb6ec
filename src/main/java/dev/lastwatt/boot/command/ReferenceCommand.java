package dev.lastwatt.boot.command;

import dev.lastwatt.adapter.scenario.Scenario;
import dev.lastwatt.adapter.scenario.generate.Cell;
import dev.lastwatt.adapter.scenario.generate.ReferenceSet;
import dev.lastwatt.adapter.scenario.generate.ScenarioText;
import dev.lastwatt.adapter.scenario.play.Comparison;
import dev.lastwatt.adapter.scenario.play.Contender;
import dev.lastwatt.adapter.scenario.play.ResultLine;
import dev.lastwatt.adapter.scenario.play.Row;
import dev.lastwatt.adapter.scenario.play.Tournament;
import dev.lastwatt.adapter.scenario.policy.Played;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "reference",
        mixinStandardHelpOptions = true,
        description = {
            "Draws the reference sets, plays them and prints the figures as a Markdown table, a row for each "
                    + "cell: guests stopped uncleanly and orders broken where a clean stop was possible, the share of the "
                    + "oracle's service, and hosts cut off where that could be avoided, each with its 95 %% interval, the "
                    + "outage being the unit.",
            "In bold: missed what is aimed at. Then the SHA-256 of each set as a file. Without options that "
                    + "choose cells: those that the project states its figures for."
        })
final class ReferenceCommand implements Callable<Integer> {

    private static final long TELL_EVERY_NANOS = 10_000_000_000L;

    @Option(names = "--outages", defaultValue = "300", description = "Outages of each set. Default: 300.")
    int outages;

    @Option(names = "--seed", required = true, description = "Seed, a whole number.")
    long seed;

    @Option(names = "--worlds", split = ",", description = "log-normal, gamma, mixed. With other choices: log-normal.")
    @Nullable List<String> worlds;

    @Option(names = "--guests", split = ",", description = "Guests of each outage. With other choices: 20.")
    @Nullable List<Integer> guests;

    @Option(names = "--minutes", split = ",", description = "What a new battery lasts. With other choices: 15.")
    @Nullable List<Integer> minutes;

    @Option(
            names = "--savable",
            split = ",",
            description = "Guests that can be saved when they hang: all, half, none. With other choices: all.")
    @Nullable List<String> savable;

    @Option(names = "--calibration", split = ",", description = "calibrated, never. With other choices: both.")
    @Nullable List<String> calibration;

    @Option(
            names = "--mains",
            split = ",",
            description = "How long outages last: united-states, japan. With other choices: united-states.")
    @Nullable List<String> mains;

    @Option(
            names = "--policies",
            split = ",",
            defaultValue = "lastwatt",
            description = "Policies beside the oracle, separated by commas. Default: lastwatt.")
    List<String> policies = List.of();

    @Option(names = "--threads", description = "Outages played side by side. Default: the number of processors.")
    int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--keep",
            paramLabel = "FOLDER",
            description = "Where each set goes as CELL.jsonl, and its decisions and outcomes as CELL.results.jsonl.")
    @Nullable Path keep;

    @Override
    public Integer call() throws IOException {
        if (threads < 1 || outages < 1) {
            throw new CommandException(ExitCode.USAGE, "--threads and --outages must be at least 1");
        }
        List<Contender> contenders = contenders();
        List<Cell> cells = cells();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Map<Cell, String> hashes = new LinkedHashMap<>();
        ReferenceTable.head(out);
        for (Cell cell : cells) {
            Comparison comparison = new Comparison();
            Tournament tournament = new Tournament(contenders, threads);
            hashes.put(cell, play(cell, tournament, comparison));
            for (Row row : comparison.rows()) {
                if (!row.policy().equals(Contender.ORACLE)) {
                    ReferenceTable.row(out, cell, row, outages / tournament.cpuSeconds(row.policy()));
                }
            }
        }
        out.println();
        hashes.forEach((cell, hash) -> out.println(hash + "  " + cell + "-" + seed));
        return ExitCode.OK;
    }

    private List<Contender> contenders() {
        List<String> names = new ArrayList<>(policies);
        names.remove(Contender.ORACLE);
        names.add(Contender.ORACLE);
        try {
            return Contender.named(names);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, "--policies: " + e.getMessage());
        }
    }

    private List<Cell> cells() {
        if (worlds == null
                && guests == null
                && minutes == null
                && savable == null
                && calibration == null
                && mains == null) {
            return Cell.all();
        }
        List<Cell> cells = new ArrayList<>();
        for (String world : or(worlds, "log-normal")) {
            for (int size : or(guests, 20)) {
                for (int lasts : or(minutes, 15)) {
                    for (String can : or(savable, "all")) {
                        for (String shape : or(mains, "united-states")) {
                            for (String known : or(calibration, "calibrated", "never")) {
                                cells.add(ScenarioCommand.cell(world, size, lasts, can, known, shape));
                            }
                        }
                    }
                }
            }
        }
        return cells;
    }

    @SafeVarargs
    private static <T> List<T> or(@Nullable List<T> chosen, T... usual) {
        return chosen == null ? List.of(usual) : chosen;
    }

    /** Returns the set's hash. */
    private String play(Cell cell, Tournament tournament, Comparison comparison) throws IOException {
        ScenarioText text = new ScenarioText();
        int[] done = {0};
        long[] told = {System.nanoTime()};
        try (Writer set = kept(cell + "-" + seed + ".jsonl");
                Writer results = kept(cell + "-" + seed + ".results.jsonl")) {
            tournament.play(
                    () -> written(new ReferenceSet(cell, outages, seed).iterator(), text, set), (scenario, played) -> {
                        comparison.add(scenario, played);
                        write(results, played);
                        done[0]++;
                        if (System.nanoTime() - told[0] >= TELL_EVERY_NANOS) {
                            told[0] = System.nanoTime();
                            System.err.println(cell + ": " + done[0] + " of " + outages + " outages");
                        }
                    });
        }
        return text.sha256();
    }

    private Writer kept(String name) throws IOException {
        return keep == null ? Writer.nullWriter() : Files.newBufferedWriter(keep.resolve(name));
    }

    private static Iterator<Scenario> written(Iterator<Scenario> drawn, ScenarioText text, Writer set) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return drawn.hasNext();
            }

            @Override
            public Scenario next() {
                Scenario scenario = drawn.next();
                write(set, text.line(scenario));
                return scenario;
            }
        };
    }

    private void write(Writer results, List<Played> played) {
        if (keep != null) {
            played.forEach(one -> write(results, ResultLine.of(one) + "\n"));
        }
    }

    private static void write(Writer to, String line) {
        try {
            to.write(line);
        } catch (IOException e) {
            throw new UncheckedIOException("the set or its results cannot be kept", e);
        }
    }
}
