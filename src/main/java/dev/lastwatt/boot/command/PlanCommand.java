package dev.lastwatt.boot.command;

import dev.lastwatt.boot.Configuration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description =
                "Shows what the service would do if the mains failed now: each guest's method and latest safe start.")
final class PlanCommand implements Callable<Integer> {

    @Option(names = "--json", description = "As JSON.")
    boolean json;

    @Override
    public Integer call() {
        ServiceApi api = new ServiceApi(Configuration.read());
        System.out.println(json ? api.json("plan") : api.text("budget.txt"));
        return ExitCode.OK;
    }
}
