package dev.lastwatt.boot.command;

import dev.lastwatt.boot.Configuration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "battery",
        mixinStandardHelpOptions = true,
        description = "What the running service knows of the UPS's battery.",
        subcommands = {BatteryCommand.Show.class, BatteryCommand.Replaced.class})
final class BatteryCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        return new Show().call();
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Its age, its runtime when new, what a discharge has shown, and how many are on record.")
    static final class Show implements Callable<Integer> {

        @Override
        public Integer call() {
            Control.of(Configuration.read()).battery().lines().forEach(System.out::println);
            return ExitCode.OK;
        }
    }

    @Command(
            name = "replaced",
            mixinStandardHelpOptions = true,
            description = {
                "The battery was replaced: age, health and calibration begin anew. Written to the journal.",
                "Past discharges stay on record."
            })
    static final class Replaced implements Callable<Integer> {

        @Spec
        @Nullable CommandSpec spec;

        @Option(
                names = "--date",
                required = true,
                paramLabel = "DAY",
                description = "The day on which the new one was put in, such as 2026-11-22.")
        @Nullable LocalDate date;

        @Option(names = "--ups", paramLabel = "NAME", description = "Of which UPS; needed where several feed the host.")
        @Nullable String ups;

        @Override
        public Integer call() {
            LocalDate day = date;
            ZoneId zone = ZoneId.systemDefault();
            if (spec == null || day == null) {
                throw new IllegalStateException("run by picocli only");
            }
            if (day.isAfter(LocalDate.now(zone)) || day.getYear() < 1990) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(), "--date " + day + ": give a day that has passed, such as 2026-11-22");
            }
            Control.of(Configuration.read())
                    .batteryReplaced(ups, day.atStartOfDay(zone).toInstant(), Control.user())
                    .lines()
                    .forEach(System.out::println);
            return ExitCode.OK;
        }
    }
}
