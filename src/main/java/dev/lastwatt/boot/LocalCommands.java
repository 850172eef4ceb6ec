package dev.lastwatt.boot;

import dev.lastwatt.adapter.host.ProcessRunner;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.policy.PreStop;
import dev.lastwatt.port.GuestCommand;
import dev.lastwatt.port.Hypervisor;
import dev.lastwatt.port.PreStopAnswer;
import dev.lastwatt.port.PreStopCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The commands of the host's own configuration: argument lists, never a shell's line, run on the host or in the guest. */
final class LocalCommands implements PreStopCommands {

    /** Stands in an argument for the id of the guest. */
    private static final String GUEST_ID = "{guest-id}";

    private final Map<String, Settings.Command> commands;
    private final ProcessRunner host;
    private final Hypervisor hypervisor;

    private LocalCommands(Map<String, Settings.Command> commands, ProcessRunner host, Hypervisor hypervisor) {
        this.commands = Map.copyOf(commands);
        this.host = host;
        this.hypervisor = hypervisor;
    }

    /**
     * Those of the settings.
     *
     * @throws ConfigurationException if one could never be run
     */
    static LocalCommands of(Map<String, Settings.Command> commands, ProcessRunner host, Hypervisor hypervisor) {
        commands.forEach(LocalCommands::check);
        return new LocalCommands(commands, host, hypervisor);
    }

    private static void check(String id, Settings.Command command) {
        String at = "lastwatt.commands." + id;
        if (!PreStop.isId(id)) {
            throw new ConfigurationException(List.of(at + ": '" + id
                    + "' is no id of a command: take lower-case letters, digits and hyphens, 40 at most"));
        }
        if (command.run().isEmpty() || command.run().get(0).isBlank()) {
            throw new ConfigurationException(List.of(at + ".run is empty: name the program and its arguments"));
        }
        String program = command.run().get(0);
        if (command.in() == Settings.Where.HOST && !Path.of(program).isAbsolute()) {
            throw new ConfigurationException(
                    List.of(at + ".run: '" + program + "' is not an absolute path; name the program by it"));
        }
        String lower = program.toLowerCase(Locale.ROOT);
        if (command.in() == Settings.Where.HOST && (lower.endsWith(".bat") || lower.endsWith(".cmd"))) {
            throw new ConfigurationException(
                    List.of(
                            at + ".run: Windows hands '" + program
                                    + "' to a shell, which reads its arguments as it likes; name a program, or powershell.exe with -File"));
        }
    }

    @Override
    public @Nullable String lacks(String id) {
        Settings.Command command = commands.get(id);
        if (command == null) {
            return "is not configured on this host";
        }
        if (command.in() == Settings.Where.HOST) {
            String program = command.run().get(0);
            return Files.isExecutable(Path.of(program)) ? null : "cannot be run on this host: no program " + program;
        }
        if (!hypervisor.runsInGuests()) {
            return "is to be run in the guest, which " + hypervisor.name() + " cannot";
        }
        return command.user().isPresent() && password(command).isPresent()
                ? null
                : "has no credentials on this host (lastwatt.commands." + id + ".user and .password-file)";
    }

    @Override
    public PreStopAnswer run(GuestId guest, String id, Duration within) {
        String lacks = lacks(id);
        Settings.Command command = commands.get(id);
        if (lacks != null || command == null) {
            return PreStopAnswer.notRun(Duration.ZERO, String.valueOf(lacks));
        }
        List<String> line = command.run().stream()
                .map(argument -> argument.replace(GUEST_ID, guest.toString()))
                .toList();
        return command.in() == Settings.Where.HOST
                ? onHost(line, within)
                : hypervisor.runInGuest(
                        guest,
                        new GuestCommand(
                                line,
                                command.user().orElse(""),
                                password(command).orElse("")),
                        within);
    }

    private PreStopAnswer onHost(List<String> line, Duration within) {
        long begun = System.nanoTime();
        ProcessRunner.Result result = host.run(line, within);
        Duration took = Duration.ofMillis((System.nanoTime() - begun) / 1_000_000);
        if (result instanceof ProcessRunner.Result.Exited exited) {
            return PreStopAnswer.exited(exited.code(), took, exited.output());
        }
        return result instanceof ProcessRunner.Result.NotStarted not
                ? PreStopAnswer.notRun(took, not.why())
                : PreStopAnswer.timedOut(took);
    }

    /** Read afresh each time: it may be changed while the service runs, and is not kept in memory. */
    private static Optional<String> password(Settings.Command command) {
        return command.passwordFile().flatMap(file -> {
            try {
                return Optional.of(Files.readString(file).strip()).filter(p -> !p.isEmpty());
            } catch (IOException e) {
                return Optional.empty();
            }
        });
    }
}
