package dev.lastwatt.boot.command;

import dev.lastwatt.boot.Configuration;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "disarm",
        mixinStandardHelpOptions = true,
        description = {
            "From now on the running service only observes.",
            "A run under way is cancelled, unless its commit point is over: then this changes nothing."
        })
final class DisarmCommand implements Callable<Integer> {

    @Option(names = "--reason", required = true, description = "Why; goes into the journal.")
    String reason = "";

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            description = "Arms itself again after this time, such as PT2H for maintenance on the UPS.")
    @Nullable Duration length;

    @Override
    public Integer call() {
        Control.say(Control.of(Configuration.read()).disarm(length, Control.user(), reason));
        return ExitCode.OK;
    }
}
