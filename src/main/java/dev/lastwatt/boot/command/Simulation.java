package dev.lastwatt.boot.command;

import dev.lastwatt.adapter.scenario.Scenario;
import dev.lastwatt.adapter.scenario.play.Comparison;
import dev.lastwatt.adapter.scenario.play.ComparisonText;
import dev.lastwatt.adapter.scenario.play.Contender;
import dev.lastwatt.adapter.scenario.play.ResultLine;
import dev.lastwatt.adapter.scenario.play.Row;
import dev.lastwatt.adapter.scenario.play.Tournament;
import dev.lastwatt.adapter.scenario.policy.Played;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plays a set, shows how far it is, writes the results and prints the comparison. */
final class Simulation {

    private static final long TELL_EVERY_NANOS = 2_000_000_000L;

    private final List<Scenario> scenarios;
    private final List<Contender> contenders;
    private final int threads;
    private final @Nullable Path results;

    Simulation(List<Scenario> scenarios, List<Contender> contenders, int threads, @Nullable Path results) {
        this.scenarios = scenarios;
        this.contenders = contenders;
        this.threads = threads;
        this.results = results;
    }

    void run(String sha256, boolean json, boolean csv, PrintStream out) throws IOException {
        Comparison comparison = new Comparison();
        long began = System.nanoTime();
        Path to = results;
        if (to == null) {
            play(comparison, null);
        } else {
            try (BufferedWriter lines = Files.newBufferedWriter(to)) {
                play(comparison, lines);
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        if (json) {
            Map<String, Object> about = new LinkedHashMap<>();
            about.put("sha256", sha256);
            about.put("outages", scenarios.size());
            out.println(ComparisonText.json(about, comparison.rows(), comparison.rowsByGauge(), comparison.stated()));
        } else if (csv) {
            List<Row> rows = new ArrayList<>(comparison.rows());
            rows.addAll(comparison.rowsByGauge());
            ComparisonText.csv(rows).forEach(out::println);
        } else {
            out.println("set " + sha256);
            out.printf("%d outages in %.1f s on %d threads%n%n", scenarios.size(), seconds, threads);
            ComparisonText.table(comparison.rows()).forEach(out::println);
            out.println();
            ComparisonText.tableByGauge(comparison.rowsByGauge()).forEach(out::println);
            out.println();
            out.println(
                    "possible: in outages in which the oracle stopped every guest cleanly, or kept its host from being"
                            + " cut off. Second lines: 95 % intervals, the outage being the unit; for the gauges they are in --json"
                            + " and --csv.");
            if (!comparison.stated().isEmpty()) {
                out.println();
                ComparisonText.table(comparison.stated(), "stated clean %").forEach(out::println);
                out.println();
                out.println(
                        "stated: that everything stops cleanly, at the first stop; in outages longer than the battery lasts"
                                + " with everything running.");
            }
        }
    }

    private void play(Comparison comparison, @Nullable BufferedWriter lines) {
        int[] done = {0};
        long[] told = {System.nanoTime()};
        new Tournament(contenders, threads).play(scenarios, (scenario, played) -> {
            comparison.add(scenario, played);
            if (lines != null) {
                write(lines, played);
            }
            done[0]++;
            if (System.nanoTime() - told[0] >= TELL_EVERY_NANOS) {
                told[0] = System.nanoTime();
                System.err.println(done[0] + " of " + scenarios.size() + " outages");
            }
        });
    }

    private static void write(BufferedWriter lines, List<Played> played) {
        try {
            for (Played one : played) {
                lines.write(ResultLine.of(one));
                lines.newLine();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the results cannot be written", e);
        }
    }

    /** SHA-256 of the file, in hexadecimal: says which set the figures are of. */
    static String sha256(byte[] file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
