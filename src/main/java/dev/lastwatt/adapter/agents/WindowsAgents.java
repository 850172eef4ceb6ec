package dev.lastwatt.adapter.agents;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastwatt.port.HypervisorException;
import dev.lastwatt.port.ShutdownAgent;
import dev.lastwatt.port.ShutdownAgents;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who else would shut a Windows host down, asked through PowerShell: services, programs, and what Windows itself does. */
public final class WindowsAgents implements ShutdownAgents {

    /** Asks the host for these services (a percent sign stands for anything) and programs, as the module's function answers. */
    @FunctionalInterface
    public interface Question {

        /**
         * Asks.
         *
         * @throws HypervisorException if no answer came
         */
        JsonNode ask(List<String> services, List<String> programs);
    }

    private static final String APCUPSD = "apcupsd";
    private static final String UPSMON = "upsmon";
    private static final List<String> SERVICES = List.of(APCUPSD, "APCPBEAgent", "PCNS%", "APC UPS Service");
    private static final List<String> PROGRAMS = List.of("apcupsd.exe", "upsmon.exe", "pbeagent.exe", "pcssagent.exe");
    private static final String RUNS = "runs on this host and would shut it down";

    private final Question question;

    /** Asks that way. */
    public WindowsAgents(Question question) {
        this.question = question;
    }

    @Override
    public Look look() {
        try {
            return look(question.ask(SERVICES, PROGRAMS));
        } catch (HypervisorException e) {
            return Look.failed("PowerShell: " + e.getMessage());
        } catch (RuntimeException e) {
            // Odd input must not end the looks: what it hides is unknown, which is all there is to say.
            return Look.failed("unexpected: " + e);
        }
    }

    private static Look look(JsonNode answer) {
        List<ShutdownAgent> acting = new ArrayList<>();
        List<String> harmless = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        answer.path("services").forEach(service -> service(service, acting, harmless));
        answer.path("processes").forEach(process -> program(process, acting, harmless));
        answer.path("battery")
                .forEach(battery -> WindowsBatteryActions.acting(battery).forEach(acting::add));
        answer.path("errors")
                .forEach(e -> unknown.add(
                        "Windows does not tell of " + what(e.path("part").asText("")) + " ("
                                + e.path("error").asText("") + ")"));
        return new Look(
                acting.stream().distinct().toList(),
                harmless.stream().distinct().toList(),
                unknown);
    }

    private static String what(String part) {
        return switch (part) {
            case "services" -> "its services";
            case "processes" -> "its programs";
            default -> "what it does itself on battery: 'powercfg /qh SCHEME_CURRENT SUB_BATTERY' failed";
        };
    }

    private static void service(JsonNode service, List<ShutdownAgent> acting, List<String> harmless) {
        String name = service.path("name").asText("");
        if (name.isEmpty()) {
            return;
        }
        if (service.path("state").asText("").equalsIgnoreCase("Stopped")) {
            if (service.path("startMode").asText("").equalsIgnoreCase("Auto")) {
                harmless.add("service " + name + " is stopped, but starts with the next boot: set it to Disabled");
            }
            return;
        }
        if (name.toLowerCase(Locale.ROOT).startsWith(APCUPSD)) {
            apcupsd(program(service.path("path").asText("")), acting, harmless);
        } else {
            acting.add(powerChute());
        }
    }

    private static void program(JsonNode process, List<ShutdownAgent> acting, List<String> harmless) {
        Optional<Path> path = program(process.path("path").asText(""));
        switch (process.path("name").asText("").toLowerCase(Locale.ROOT)) {
            case "apcupsd.exe" -> apcupsd(path, acting, harmless);
            case "upsmon.exe" -> upsmon(path, acting, harmless);
            case "pbeagent.exe", "pcssagent.exe" -> acting.add(powerChute());
            default -> {
                // Not one of those that were asked for.
            }
        }
    }

    private static ShutdownAgent powerChute() {
        return new ShutdownAgent(
                "PowerChute",
                RUNS,
                "uninstall it, or stop its service (APCPBEAgent, PCNS1 or APC UPS Service) and set it to Disabled");
    }

    private static void apcupsd(Optional<Path> program, List<ShutdownAgent> acting, List<String> harmless) {
        program.flatMap(ApcupsdSetup::harmlessOnWindows)
                .ifPresentOrElse(
                        how -> harmless.add(APCUPSD + " runs: " + how),
                        () -> acting.add(
                                new ShutdownAgent(
                                        APCUPSD,
                                        RUNS,
                                        "stop its service and set it to Disabled; or, where its readings are used, put doshutdown.bat,"
                                                + " emergency.bat and remotedown.bat with the line 'exit /b 99' into its etc\\apcupsd")));
    }

    /** upsd and the drivers alone shut nothing down. */
    private static void upsmon(Optional<Path> program, List<ShutdownAgent> acting, List<String> harmless) {
        program.flatMap(WindowsAgents::upsmonConfiguration)
                .flatMap(UpsmonSetup::harmless)
                .ifPresentOrElse(
                        how -> harmless.add(UPSMON + " runs: " + how),
                        () -> acting.add(new ShutdownAgent(
                                UPSMON,
                                RUNS,
                                "take upsmon out of NUT's start (MODE=netserver in nut.conf), or set MINSUPPLIES 0 in upsmon.conf;"
                                        + " upsd may stay")));
    }

    private static Optional<Path> upsmonConfiguration(Path program) {
        Path bin = program.toAbsolutePath().getParent();
        Path root = bin == null ? null : bin.getParent();
        return Optional.ofNullable(root).map(r -> r.resolve("etc").resolve("upsmon.conf"));
    }

    /** The program of a command line as services have it. */
    private static Optional<Path> program(String command) {
        String from = command.startsWith("\"") ? command.substring(1) : command;
        int end = from.toLowerCase(Locale.ROOT).indexOf(".exe");
        try {
            return end < 0 ? Optional.empty() : Optional.of(Path.of(from.substring(0, end + 4)));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
