package dev.lastwatt.boot.command;

import dev.lastwatt.adapter.control.ControlClient;
import dev.lastwatt.boot.Configuration;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "hold",
        mixinStandardHelpOptions = true,
        description = {
            "Power will come, such as from a generator: until then nothing is stopped that could still wait.",
            "What must begin for a safe end begins all the same. Ends by itself, after 24 hours at the latest."
        })
final class HoldCommand implements Callable<Integer> {

    @Option(names = "--reason", required = true, description = "Why; goes into the journal.")
    String reason = "";

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = WindowEnd.class,
            description = "Until when, such as 18:30, or 2026-11-22T18:30:00+01:00.")
    @Nullable ZonedDateTime until;

    @Option(names = "--for", paramLabel = "DURATION", description = "For how long from now on, such as PT45M.")
    @Nullable Duration length;

    @Option(names = "--end", description = "Holds no longer.")
    boolean end;

    @Override
    public Integer call() {
        ZonedDateTime time = until;
        if (Stream.of(time != null, length != null, end).filter(given -> given).count() != 1) {
            throw new CommandException(ExitCode.USAGE, "give one of --until, --for and --end");
        }
        ControlClient control = Control.of(Configuration.read());
        Control.say(
                end
                        ? control.endHold(Control.user(), reason)
                        : control.hold(time == null ? null : time.toInstant(), length, Control.user(), reason));
        return ExitCode.OK;
    }
}
