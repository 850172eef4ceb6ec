package dev.lastwatt.boot.command;

import dev.lastwatt.adapter.control.ControlClient;
import dev.lastwatt.adapter.control.DrillState;
import dev.lastwatt.app.CalibrationRequest;
import dev.lastwatt.boot.Configuration;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        description = {
            "Measures the battery: discharges a fifth of it inside a window, all guests up, and says what that "
                    + "bought.",
            "The UPS is told to by its own command where it has one; otherwise you pull the plug, and plug it "
                    + "back in. Ctrl-C ends only the waiting, --stop ends the discharge. Exit code 0 if the battery is "
                    + "calibrated, 1 if not, 4 if it was refused."
        })
final class CalibrateCommand implements Callable<Integer> {

    @Spec
    @Nullable CommandSpec spec;

    @Option(names = "--dry", description = "Touch nothing: say what would be done, or what speaks against it.")
    boolean dry;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = WindowEnd.class,
            description = "The end of the window: 04:30 by this host's clock, or 2026-11-22T04:30:00+01:00."
                    + " Default: that of the policy's open maintenance window.")
    @Nullable ZonedDateTime until;

    @Option(names = "--within", paramLabel = "DURATION", description = "The same from now on, such as PT2H.")
    @Nullable Duration within;

    @Option(names = "--by-hand", description = "You pull the plug, also where the UPS has a command for it.")
    boolean byHand;

    @Option(names = "--others-told", description = "The other servers on the UPS are ready for it.")
    boolean othersTold;

    @Option(names = "--stop", description = "End the calibration that runs: the mains feed the load again.")
    boolean stop;

    @Override
    public Integer call() throws InterruptedException {
        if (until != null && within != null
                || stop && (dry || byHand || othersTold || until != null || within != null)) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    stop ? "--stop goes alone" : "--until and --within say the same: give one of them");
        }
        ControlClient control = Control.of(Configuration.read());
        if (stop) {
            return DrillCommand.follow(control, control.stopDrill(Control.user()));
        }
        Instant end = until == null ? null : until.toInstant();
        DrillState begun =
                control.calibrate(new CalibrationRequest(end, byHand, othersTold, dry, Control.user()), within);
        return DrillCommand.follow(control, begun);
    }
}
