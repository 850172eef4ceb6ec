package dev.lastwatt.boot.command;

import dev.lastwatt.adapter.scenario.generate.ScenarioGenerator;
import dev.lastwatt.adapter.scenario.generate.ScenarioText;
import dev.lastwatt.adapter.scenario.generate.World;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "scenario", mixinStandardHelpOptions = true, description = "About scenario files.")
final class ScenarioCommand {

    @Command(
            name = "generate",
            mixinStandardHelpOptions = true,
            description = {
                "Draws a scenario file (format lastwatt-scenario/1) and writes it to standard output, its SHA-256 to standard",
                "error. The same options give the same file on every machine."
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
                    double drifting) {
        World which = world(world);
        ScenarioText text;
        try {
            text = ScenarioText.of(new ScenarioGenerator(which, guests, outages, seed, drifting).draw());
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        out.print(text.lines());
        out.flush();
        System.err.println("sha256 " + text.sha256());
        return ExitCode.OK;
    }

    static World world(String word) {
        return Arrays.stream(World.values())
                .filter(w -> w.toString().equals(word))
                .findFirst()
                .orElseThrow(() -> new CommandException(
                        ExitCode.USAGE, "'" + word + "' is no world: it must be one of log-normal, gamma, mixed"));
    }
}
