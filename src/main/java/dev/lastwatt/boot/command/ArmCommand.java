package dev.lastwatt.boot.command;

import dev.lastwatt.boot.Configuration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "arm",
        mixinStandardHelpOptions = true,
        description = {
            "From now on the running service acts: when the mains fail it stops guests and this host.",
            "Kept over restarts. Look at 'lastwatt budget' first."
        })
final class ArmCommand implements Callable<Integer> {

    @Option(names = "--reason", required = true, description = "Why; goes into the journal.")
    String reason = "";

    @Override
    public Integer call() {
        Control.say(Control.of(Configuration.read()).arm(Control.user(), reason));
        return ExitCode.OK;
    }
}
