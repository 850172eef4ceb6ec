package dev.lastwatt.adapter.host;

import dev.lastwatt.adapter.host.ProcessRunner.Result;
import dev.lastwatt.port.HostPower;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Shuts Linux down with {@code systemctl poweroff}, by absolute path. */
public final class LinuxPower implements HostPower {

    private static final List<Path> PROGRAMS = List.of(Path.of("/usr/bin/systemctl"), Path.of("/bin/systemctl"));
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    private final ProcessRunner runner;
    private final List<Path> programs;
    private final Path bootIdFile;
    private final Duration patience;

    /** For this host. */
    public LinuxPower(ProcessRunner runner, Duration patience) {
        this(runner, PROGRAMS, BOOT_ID, patience);
    }

    LinuxPower(ProcessRunner runner, List<Path> programs, Path bootIdFile, Duration patience) {
        this.runner = runner;
        this.programs = List.copyOf(programs);
        this.bootIdFile = bootIdFile;
        this.patience = patience;
    }

    @Override
    public String name() {
        return "Linux (systemctl poweroff)";
    }

    /** The kernel's id of this boot, or {@code unknown}, which is never the same boot as any other. */
    @Override
    public String bootId() {
        try {
            String id = Files.readString(bootIdFile).strip();
            return id.isEmpty() ? BootIds.UNKNOWN : id;
        } catch (IOException e) {
            return BootIds.UNKNOWN;
        }
    }

    @Override
    public Answer shutDown(String reason) {
        Path program = programs.stream().filter(Files::isExecutable).findFirst().orElse(null);
        if (program == null) {
            return new Answer.Refused("no systemctl at " + programs + ": this host needs systemd");
        }
        Result result = runner.run(List.of(program.toString(), "poweroff"), patience);
        if (result instanceof Result.Exited exited) {
            return exited.code() == 0
                    ? new Answer.Accepted("systemctl poweroff")
                    : new Answer.Refused("systemctl poweroff: exit code " + exited.code() + ": " + exited.output()
                            + ". The service must run as root, or be allowed to power off by polkit");
        }
        return new Answer.Refused(
                result instanceof Result.NotStarted notStarted
                        ? "systemctl not started: " + notStarted.why()
                        : "systemctl did not answer in time");
    }
}
