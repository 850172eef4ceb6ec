package dev.lastwatt.boot.command;

import dev.lastwatt.boot.Configuration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows the power, the phase, whether the service is armed, and what it warns of.")
final class StatusCommand implements Callable<Integer> {

    @Option(names = "--json", description = "As JSON.")
    boolean json;

    @Override
    public Integer call() {
        ServiceApi api = new ServiceApi(Configuration.read());
        System.out.println(json ? api.json("status") : api.text("status.txt"));
        return ExitCode.OK;
    }
}
