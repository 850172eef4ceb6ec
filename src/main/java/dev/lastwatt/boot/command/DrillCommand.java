package dev.lastwatt.boot.command;

import dev.lastwatt.adapter.control.ControlClient;
import dev.lastwatt.adapter.control.DrillState;
import dev.lastwatt.app.DrillRequest;
import dev.lastwatt.boot.Configuration;
import dev.lastwatt.core.guest.StopMethod;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "drill",
        mixinStandardHelpOptions = true,
        description = {
            "Rehearses: stops a guest inside a window, times it, starts it again and waits for its heartbeat.",
            "The service need not be armed. Ctrl-C ends only the waiting, --stop ends the drill; either way the guest",
            "runs again in the end. Exit code 0 if everything was done, 1 if not, 4 if it was refused."
        })
final class DrillCommand implements Callable<Integer> {

    /** What is rehearsed. */
    static final class What {
        @Option(names = "--dry", description = "Touch nothing: show the order and the times of the whole plan.")
        boolean dry;

        @Option(names = "--guest", paramLabel = "NAME", description = "One guest, by name or id.")
        @Nullable String guest;

        @Option(
                names = "--probe-hang",
                paramLabel = "NAME",
                description =
                        "Find out on this guest whether the host saves one that hangs in its shutdown: it is asked"
                                + " to shut down, and to be saved while it does.")
        @Nullable String probe;

        @Option(names = "--all", description = "Every guest that may be, one after another.")
        boolean all;

        @Option(
                names = "--full",
                description = "The whole plan, for real: you pull the plug of the UPS, and plug it back in.")
        boolean full;

        @Option(names = "--stop", description = "End the drill that runs. A guest that is down is started first.")
        boolean stop;
    }

    @Spec
    @Nullable CommandSpec spec;

    @ArgGroup(exclusive = true, multiplicity = "1")
    @Nullable What what;

    @Option(
            names = "--method",
            paramLabel = "save|shutdown",
            converter = MethodWord.class,
            description = "How guests are stopped. Default: what the policy prefers.")
    @Nullable StopMethod method;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = WindowEnd.class,
            description = "The end of the window: 04:30 by this host's clock, or 2026-11-22T04:30:00+01:00."
                    + " Default: that of the policy's open maintenance window.")
    @Nullable ZonedDateTime until;

    @Option(names = "--within", paramLabel = "DURATION", description = "The same from now on, such as PT2H.")
    @Nullable Duration within;

    @Option(names = "--through", description = "With --full: past the commit point, until the host is off.")
    boolean through;

    @Option(names = "--others-told", description = "With --full: the other servers on the UPS are ready for it.")
    boolean othersTold;

    @Override
    public Integer call() throws InterruptedException {
        What asked = Objects.requireNonNull(what);
        Configuration configuration = Configuration.read();
        if (asked.dry) {
            System.out.println(new ServiceApi(configuration).text("rehearsal.txt"));
            return ExitCode.OK;
        }
        ControlClient control = Control.of(configuration);
        DrillState begun = asked.stop ? control.stopDrill(Control.user()) : control.drill(request(asked), within);
        return follow(control, begun);
    }

    private DrillRequest request(What asked) {
        if (until != null && within != null) {
            throw wrong("--until and --within say the same: give one of them");
        }
        if ((through || othersTold) && !asked.full) {
            throw wrong("--through and --others-told belong to --full");
        }
        if (asked.full && method != null) {
            throw wrong("--full stops each guest as the plan says: leave --method out");
        }
        if (asked.probe != null && method != null) {
            throw wrong("--probe-hang shuts the guest down: leave --method out");
        }
        Instant end = until == null ? null : until.toInstant();
        DrillRequest.Kind kind = asked.full
                ? DrillRequest.Kind.FULL
                : asked.all
                        ? DrillRequest.Kind.ALL
                        : asked.probe != null ? DrillRequest.Kind.PROBE : DrillRequest.Kind.GUEST;
        String guest = asked.probe == null ? asked.guest : asked.probe;
        return new DrillRequest(kind, guest, method, end, through, othersTold, Control.user());
    }

    private ParameterException wrong(String why) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), why);
    }

    /** Says what happens until the drill has ended. */
    static int follow(ControlClient control, DrillState begun) throws InterruptedException {
        DrillState now = begun;
        int said = 0;
        while (true) {
            List<String> lines = now.lines();
            for (; said < lines.size(); said++) {
                System.out.println(lines.get(said));
            }
            if (now.number() != begun.number()) {
                throw new CommandException(ExitCode.FAILED, "the service was restarted, or another drill has begun");
            }
            if (!now.running()) {
                return now.succeeded() ? ExitCode.OK : ExitCode.NO;
            }
            TimeUnit.SECONDS.sleep(1);
            now = control.drillState();
        }
    }
}
