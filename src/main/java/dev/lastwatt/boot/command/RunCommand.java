package dev.lastwatt.boot.command;

import dev.lastwatt.boot.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "run", mixinStandardHelpOptions = true, description = "Shows past runs.")
final class RunCommand {

    @Command(name = "list", mixinStandardHelpOptions = true, description = "The runs there have been, newest first.")
    int list(@Option(names = "--json", description = "As JSON.") boolean json) {
        ServiceApi api = new ServiceApi(Configuration.read());
        System.out.println(json ? api.json("runs") : api.text("runs.txt"));
        return ExitCode.OK;
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "One run: per guest what was planned and what happened.")
    int show(
            @Parameters(paramLabel = "RUN", description = "Its id, as 'run list' shows it.") String id,
            @Option(names = "--json", description = "As JSON.") boolean json) {
        if (!id.matches("[0-9-]{1,40}")) {
            throw new CommandException(
                    ExitCode.USAGE, "a run's id looks like 20261122-170312; see 'lastwatt run list'");
        }
        ServiceApi api = new ServiceApi(Configuration.read());
        String asJson = api.jsonIfThere("runs/" + id)
                .orElseThrow(() -> new CommandException(
                        ExitCode.REFUSED, "there is no run " + id + "; 'lastwatt run list' shows those there are"));
        System.out.println(json ? asJson : api.text("runs/" + id + ".txt"));
        return ExitCode.OK;
    }
}
