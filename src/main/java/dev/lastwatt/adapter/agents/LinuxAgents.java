package dev.lastwatt.adapter.agents;

import dev.lastwatt.port.ShutdownAgent;
import dev.lastwatt.port.ShutdownAgents;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who else would shut a Linux host down, by its processes: apcupsd, NUT's upsmon, PowerChute. One that is there to shut the host
 * down counts as acting unless its configuration shows that it does not; upsd and NUT's drivers never do. What runs in a container
 * has a host of its own.
 */
public final class LinuxAgents implements ShutdownAgents {

    private static final String RUNS = "runs on this host and would shut it down";
    private static final List<String> UPSMON_FILES =
            List.of("etc/nut/upsmon.conf", "etc/ups/upsmon.conf", "usr/local/ups/etc/upsmon.conf");
    private static final String WANTED = "etc/systemd/system/multi-user.target.wants";

    private final Path root;

    /** Of this host. */
    public LinuxAgents() {
        this(Path.of("/"));
    }

    /** Of the host whose files are in that folder. */
    LinuxAgents(Path root) {
        this.root = root;
    }

    @Override
    public Look look() {
        List<ShutdownAgent> acting = new ArrayList<>();
        List<String> harmless = new ArrayList<>();
        List<String> running = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(root.resolve("proc"), "[0-9]*")) {
            for (Path process : processes) {
                LinuxProcess.of(process).ifPresent(p -> {
                    running.add(p.name());
                    one(p, acting, harmless);
                });
            }
        } catch (IOException | DirectoryIteratorException e) {
            return Look.failed("the processes of this host cannot be listed: " + e);
        }
        startsLater("apcupsd.service", "apcupsd", running, harmless);
        startsLater("nut-monitor.service", "upsmon", running, harmless);
        return new Look(
                acting.stream().distinct().toList(),
                harmless.stream().distinct().toList(),
                List.of());
    }

    private void one(LinuxProcess process, List<ShutdownAgent> acting, List<String> harmless) {
        switch (process.name()) {
            case "apcupsd" -> apcupsd(process, acting, harmless);
            case "upsmon" -> upsmon(process, acting, harmless);
            case "pbeagent", "pcssagent" -> acting.add(powerChute());
            case "java" -> {
                if (process.arguments().stream().anyMatch(a -> a.contains("PowerChute"))) {
                    acting.add(powerChute());
                }
            }
            default -> {
                // Not one of them.
            }
        }
    }

    private static ShutdownAgent powerChute() {
        return new ShutdownAgent(
                "PowerChute",
                RUNS,
                "uninstall it, or stop and disable its service (systemctl disable --now PBEAgent, PowerChute)");
    }

    private void apcupsd(LinuxProcess process, List<ShutdownAgent> acting, List<String> harmless) {
        Path folder = root.resolve("etc/apcupsd");
        Path configuration = process.after("-f", "--config-file")
                .flatMap(LinuxAgents::absolute)
                .orElse(folder.resolve("apcupsd.conf"));
        ApcupsdSetup.harmlessOnLinux(configuration, folder)
                .ifPresentOrElse(
                        how -> harmless.add("apcupsd runs: " + how),
                        () -> acting.add(new ShutdownAgent(
                                "apcupsd",
                                RUNS,
                                "'systemctl disable --now apcupsd'; or, where its readings are used, put an executable script"
                                        + " 'doshutdown' with the line 'exit 99' into its SCRIPTDIR (" + folder
                                        + ")")));
    }

    private void upsmon(LinuxProcess process, List<ShutdownAgent> acting, List<String> harmless) {
        if (process.arguments().contains("-c") || process.arguments().contains("-K")) {
            // A command to the one that runs, or a question.
            return;
        }
        Path configuration = process.variable("NUT_CONFPATH")
                .flatMap(LinuxAgents::absolute)
                .map(folder -> folder.resolve("upsmon.conf"))
                .orElseGet(() -> UPSMON_FILES.stream()
                        .map(root::resolve)
                        .filter(Files::exists)
                        .findFirst()
                        .orElse(root.resolve(UPSMON_FILES.get(0))));
        UpsmonSetup.harmless(configuration)
                .ifPresentOrElse(
                        how -> harmless.add("upsmon runs: " + how),
                        () -> acting.add(new ShutdownAgent(
                                "upsmon",
                                RUNS,
                                "'systemctl disable --now nut-monitor' (upsd and the driver may stay), or set MINSUPPLIES 0 in "
                                        + configuration
                                        + (Files.isReadable(configuration)
                                                ? ""
                                                : ", and let this service's account read that file"))));
    }

    /** A unit that is enabled and does not run acts from the next boot on. */
    private void startsLater(String unit, String program, List<String> running, List<String> harmless) {
        if (!running.contains(program)
                && Files.exists(root.resolve(WANTED).resolve(unit), LinkOption.NOFOLLOW_LINKS)
                && !isSwitchedOff(program)) {
            harmless.add(program + " does not run, but " + unit
                    + " is enabled and starts it with the next boot: 'systemctl" + " disable " + unit + "'");
        }
    }

    /** As Debian has it, beside systemd. */
    private boolean isSwitchedOff(String program) {
        return program.equals("apcupsd")
                ? ScriptText.read(root.resolve("etc/default/apcupsd"))
                        .filter(t -> ScriptText.code(t).contains("ISCONFIGURED=no"))
                        .isPresent()
                : ScriptText.read(root.resolve("etc/nut/nut.conf"))
                        .filter(t -> ScriptText.code(t).matches("(?s).*MODE=(none|netserver)\\b.*"))
                        .isPresent();
    }

    private static Optional<Path> absolute(String text) {
        try {
            return Optional.of(Path.of(text)).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
