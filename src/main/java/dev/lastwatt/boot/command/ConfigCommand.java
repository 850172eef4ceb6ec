package dev.lastwatt.boot.command;

import dev.lastwatt.boot.Configuration;
import picocli.CommandLine.Command;

@Command(name = "config", mixinStandardHelpOptions = true, description = "About the settings.")
final class ConfigCommand {

    @Command(
            name = "explain",
            mixinStandardHelpOptions = true,
            description = "Every setting, its value, and where it came from.")
    int explain() {
        for (Configuration.Origin origin : Configuration.read().explain()) {
            System.out.printf("%-40s %-30s %s%n", origin.name(), origin.value(), origin.source());
        }
        return ExitCode.OK;
    }
}
