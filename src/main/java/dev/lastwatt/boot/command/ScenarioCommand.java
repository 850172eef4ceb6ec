package dev.lastwatt.boot.command;

import dev.lastwatt.adapter.scenario.Scenario;
import dev.lastwatt.adapter.scenario.generate.Cell;
import dev.lastwatt.adapter.scenario.generate.Mains;
import dev.lastwatt.adapter.scenario.generate.ReferenceSet;
import dev.lastwatt.adapter.scenario.generate.Savable;
import dev.lastwatt.adapter.scenario.generate.ScenarioGenerator;
import dev.lastwatt.adapter.scenario.generate.ScenarioText;
import dev.lastwatt.adapter.scenario.generate.World;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "scenario", mixinStandardHelpOptions = true, description = "About scenario files.")
final class ScenarioCommand {

    @Command(
            name = "generate",
            mixinStandardHelpOptions = true,
            description = {
                "Draws a scenario file (format lastwatt-scenario/1) and writes it to standard output, its SHA-256 "
                        + "to standard error.",
                "The same options give the same file on every machine."
            })
    int generate(
            @Option(
                            names = "--world",
                            required = true,
                            description = "Law of the stop times: log-normal, gamma, mixed.")
                    String world,
            @Option(names = "--guests", defaultValue = "20", description = "Guests of each outage. Default: 20.")
                    int guests,
            @Option(names = "--outages", defaultValue = "300", description = "Outages. Default: 300.") int outages,
            @Option(names = "--seed", required = true, description = "Seed, a whole number.") long seed,
            @Option(
                            names = "--drifting",
                            defaultValue = "0",
                            description = "Share of guests whose stop time has changed once, 0 to 1. Default: 0.")
                    double drifting,
            @Option(
                            names = "--minutes",
                            description =
                                    "Draws a cell of the reference sets: a UPS whose new battery lasts so many minutes.")
                    @Nullable Integer minutes,
            @Option(
                            names = "--savable",
                            defaultValue = "all",
                            description =
                                    "With --minutes: guests that can be saved when they hang, all, half, none. Default: all.")
                    String savable,
            @Option(
                            names = "--calibration",
                            defaultValue = "calibrated",
                            description = "With --minutes: calibrated or never. Default: calibrated.")
                    String calibration,
            @Option(
                            names = "--mains",
                            defaultValue = "united-states",
                            description =
                                    "With --minutes: how long outages last, united-states or japan. Default: united-states.")
                    String mains) {
        Iterable<Scenario> set;
        try {
            set = minutes == null
                    ? new ScenarioGenerator(world(world), guests, outages, seed, drifting).draw()
                    : new ReferenceSet(cell(world, guests, minutes, savable, calibration, mains), outages, seed);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        ScenarioText text = new ScenarioText();
        set.forEach(scenario -> out.print(text.line(scenario)));
        out.flush();
        System.err.println("sha256 " + text.sha256());
        return ExitCode.OK;
    }

    /** The cell that these words say. */
    static Cell cell(String world, int guests, int minutes, String savable, String calibration, String mains) {
        boolean calibrated =
                switch (calibration) {
                    case "calibrated" -> true;
                    case "never" -> false;
                    default ->
                        throw new CommandException(
                                ExitCode.USAGE,
                                "'" + calibration + "' is no calibration: it must be one of calibrated, never");
                };
        try {
            return new Cell(
                    world(world),
                    guests,
                    minutes,
                    of("savable", Savable.values(), savable),
                    calibrated,
                    of("mains", Mains.values(), mains));
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    static World world(String word) {
        return of("world", World.values(), word);
    }

    private static <T> T of(String what, T[] values, String word) {
        return Arrays.stream(values)
                .filter(v -> v.toString().equals(word))
                .findFirst()
                .orElseThrow(() -> new CommandException(
                        ExitCode.USAGE,
                        "'" + word + "' is no " + what + ": it must be one of "
                                + Arrays.stream(values).map(Object::toString).collect(Collectors.joining(", "))));
    }
}
