package dev.lastwatt.boot.command;

import dev.lastwatt.adapter.ups.usb.UnitCommands;
import dev.lastwatt.adapter.ups.usb.UnitDump;
import dev.lastwatt.adapter.ups.usb.UsbSource;
import dev.lastwatt.adapter.ups.usb.UsbUnit;
import dev.lastwatt.adapter.ups.usb.WindowsDriver;
import dev.lastwatt.adapter.ups.wire.ContactLost;
import dev.lastwatt.boot.Configuration;
import dev.lastwatt.boot.ConfigurationException;
import dev.lastwatt.boot.Settings;
import dev.lastwatt.boot.UsbDrivers;
import dev.lastwatt.boot.UsbPorts;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.port.ActionAnswer;
import dev.lastwatt.port.HypervisorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "ups",
        mixinStandardHelpOptions = true,
        description = {
            "Finds, reads and commands UPSes on this machine's USB, without the service.",
            "While a service reads the same unit by usb4java, that holds it: stop it first."
        })
final class UpsCommand {

    private static final long LARGEST = 256 * 1024;

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "What is attached, and the settings to read it by. Exit code 1 if nothing is.")
    int list() {
        Settings settings = asked(() -> Configuration.read().settings());
        List<UsbUnit> units = asked(() -> UsbPorts.units(settings));
        List<WindowsDriver> drivers = drivers(settings, units);
        if (units.isEmpty() && drivers.isEmpty()) {
            System.out.println("no UPS is on this machine's USB");
            return ExitCode.NO;
        }
        UnitList.lines(units, drivers).forEach(System.out::println);
        return ExitCode.OK;
    }

    /** Windows that does not say who holds a unit is no reason not to list it. */
    private static List<WindowsDriver> drivers(Settings settings, List<UsbUnit> units) {
        try {
            return UsbDrivers.of(settings, units);
        } catch (HypervisorException | ConfigurationException e) {
            System.err.println("which drivers hold the units is not known: " + e.getMessage());
            return List.of();
        }
    }

    @Command(
            name = "dump",
            mixinStandardHelpOptions = true,
            description = {
                "Writes what the unit says of itself as text, for a bug report; its serial number is left out.",
                "With --read, tells what such a text means instead."
            })
    int dump(
            @Option(names = "--read", paramLabel = "FILE", description = "Decode this dump; asks no unit.") @Nullable Path file) {
        if (file == null) {
            System.out.print(withUnit(UsbSource::dump).write());
            return ExitCode.OK;
        }
        try {
            if (Files.size(file) > LARGEST) {
                throw new CommandException(ExitCode.USAGE, file + " is larger than a dump of a UPS");
            }
            Reading reading = UnitDump.read(Files.readString(file, StandardCharsets.UTF_8))
                    .reading(Instant.EPOCH);
            System.out.println("status   " + reading.status());
            System.out.println("charge   " + text(reading.chargePercent(), " %"));
            System.out.println("runtime  " + text(reading.runtime(), ""));
            System.out.println("load     " + text(reading.loadPercent(), " %"));
            System.out.println("power    " + text(reading.loadWatts(), " W"));
            System.out.println("input    " + text(reading.inputVolts(), " V"));
            System.out.println("battery  " + text(reading.batteryVolts(), " V"));
            return ExitCode.OK;
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, file + ": " + e.getMessage());
        } catch (IOException e) {
            throw new CommandException(ExitCode.USAGE, file + " cannot be read: " + e);
        }
    }

    private static String text(@Nullable Object value, String unit) {
        return value == null ? "missing" : value + unit;
    }

    @Command(
            name = "shutdown",
            mixinStandardHelpOptions = true,
            description = "Has the unit switch its outlets off after a delay: everything behind it goes dark.")
    int shutdown(
            @Option(
                            names = "--delay",
                            required = true,
                            paramLabel = "DURATION",
                            description = "How long from now, such as PT2M; rounded up to what the unit can count.")
                    Duration delay,
            @Option(names = "--back", description = "Switch on again when the mains are there.") boolean back) {
        if (delay.isNegative()) {
            throw new CommandException(ExitCode.USAGE, "--delay is not below 0");
        }
        return said(order(c -> c.shutDown(delay, back)));
    }

    @Command(name = "cancel", mixinStandardHelpOptions = true, description = "Takes 'ups shutdown' back.")
    int cancel() {
        return said(order(UnitCommands::cancel));
    }

    @Command(name = "test", mixinStandardHelpOptions = true, description = "Has the unit test its battery, briefly.")
    int test(
            @Option(names = "--deep", description = "Until the battery is low.") boolean deep,
            @Option(names = "--stop", description = "End the test that runs.") boolean stop) {
        return said(order(c -> stop ? c.stopTest() : c.test(deep)));
    }

    private static ActionAnswer order(Function<UnitCommands, ActionAnswer> order) {
        return withUnit(source -> order.apply(source.commands()));
    }

    private static int said(ActionAnswer answer) {
        if (answer instanceof ActionAnswer.Accepted) {
            System.out.println("the unit took it");
            return ExitCode.OK;
        }
        if (answer instanceof ActionAnswer.Refused refused) {
            throw new CommandException(ExitCode.REFUSED, refused.detail());
        }
        throw new CommandException(
                ExitCode.NO_SERVICE, answer instanceof ActionAnswer.Unanswered none ? none.detail() : "no answer");
    }

    private static <T> T withUnit(Function<UsbSource, T> use) {
        return asked(() -> {
            try (UsbSource source = UsbPorts.source(Configuration.read().settings())) {
                return use.apply(source);
            }
        });
    }

    private interface Question<T> {
        T ask();
    }

    private static <T> T asked(Question<T> question) {
        try {
            return question.ask();
        } catch (ContactLost e) {
            throw new CommandException(ExitCode.NO_SERVICE, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.CONFIGURATION, String.valueOf(e.getMessage()));
        }
    }
}
