package dev.lastwatt.boot.command;

import dev.lastwatt.adapter.control.ControlException;
import dev.lastwatt.adapter.control.SecretException;
import dev.lastwatt.adapter.https.CertificateRefused;
import dev.lastwatt.adapter.policy.PolicyException;
import dev.lastwatt.adapter.scenario.ScenarioException;
import dev.lastwatt.adapter.store.StoreException;
import dev.lastwatt.boot.ConfigurationException;
import dev.lastwatt.boot.Folders;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line as a whole. */
@Command(
        name = "lastwatt",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Shuts a Hyper-V host and its guests down inside the battery's real runtime.",
            "",
            "Nothing acts until it is armed: 'serve' observes, and says what it would do.",
            ""
        },
        footer = {
            "",
            "Exit codes:",
            "  0  done, and the answer is yes",
            "  1  done, and the answer is no (the battery does not suffice, a setting differs, the demo did not end well)",
            "  2  the command line is wrong",
            "  3  no service answers",
            "  4  the service refused",
            "  5  a setting, the policy or the data folder cannot be used",
            " 70  something else failed",
            "",
            "Settings come from lastwatt.properties in the configuration folder (LASTWATT_CONFIG, else"
                    + " /etc/lastwatt or %%ProgramData%%\\Lastwatt),",
            "from the environment (LASTWATT_UPS_TYPE for lastwatt.ups.type) and from --set, the latter winning."
        },
        subcommands = {
            ServeCommand.class,
            DemoCommand.class,
            PlanCommand.class,
            BudgetCommand.class,
            StatusCommand.class,
            RunCommand.class,
            SamplesCommand.class,
            DrillCommand.class,
            CalibrateCommand.class,
            BatteryCommand.class,
            UpsCommand.class,
            ArmCommand.class,
            DisarmCommand.class,
            HoldCommand.class,
            SettingsCommand.class,
            TokenCommand.class,
            CertificateCommand.class,
            AuditCommand.class,
            PolicyCommand.class,
            ConfigCommand.class,
            ScenarioCommand.class,
            SimulateCommand.class
        })
public final class Lastwatt implements Runnable {

    @Spec
    @Nullable CommandSpec spec;

    @Option(
            names = "--set",
            scope = CommandLine.ScopeType.INHERIT,
            paramLabel = "KEY=VALUE",
            description = "Sets a setting for this call, such as lastwatt.ups.address=10.0.0.5. May be repeated.")
    void set(Map<String, String> values) {
        values.forEach(System::setProperty);
    }

    @Option(
            names = "--config",
            scope = CommandLine.ScopeType.INHERIT,
            paramLabel = "FOLDER",
            description = "The configuration folder.")
    void config(Path folder) {
        System.setProperty(Folders.CONFIG_PROPERTY, folder.toString());
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                Objects.requireNonNull(spec).commandLine(), "which command? See the list below.");
    }

    /** Runs one command and returns its exit code. */
    public static int run(String... args) {
        return new CommandLine(new Lastwatt())
                .setParameterExceptionHandler(Lastwatt::misused)
                .setExecutionExceptionHandler((e, line, parsed) -> failed(e, line.getErr()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args);
    }

    /** The mistake in a line; the list of commands only for whoever named none. */
    private static int misused(CommandLine.ParameterException e, String[] args) {
        CommandLine line = e.getCommandLine();
        PrintWriter err = line.getErr();
        err.println("lastwatt: " + String.valueOf(e.getMessage()).replaceFirst("^Error: ", ""));
        CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
        if (line.getParent() == null && line.getParseResult().originalArgs().isEmpty()) {
            line.usage(err);
        } else {
            err.println("See '" + line.getCommandSpec().qualifiedName() + " --help'.");
        }
        return ExitCode.USAGE;
    }

    private static int failed(Exception e, PrintWriter err) {
        if (e instanceof ConfigurationException wrong) {
            wrong.problems().forEach(p -> err.println("lastwatt: " + p));
            return ExitCode.CONFIGURATION;
        }
        if (e instanceof PolicyException
                || e instanceof StoreException
                || e instanceof SecretException
                || e instanceof CertificateRefused
                || e instanceof ScenarioException) {
            err.println("lastwatt: " + e.getMessage());
            return ExitCode.CONFIGURATION;
        }
        if (e instanceof ControlException control) {
            err.println("lastwatt: " + control.getMessage());
            return control.isAnswered() ? ExitCode.REFUSED : ExitCode.NO_SERVICE;
        }
        if (e instanceof CommandException command) {
            err.println("lastwatt: " + command.getMessage());
            return command.code();
        }
        e.printStackTrace(err);
        return ExitCode.FAILED;
    }
}
