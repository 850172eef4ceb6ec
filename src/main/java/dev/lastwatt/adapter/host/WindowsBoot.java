package dev.lastwatt.adapter.host;

import dev.lastwatt.adapter.host.ProcessRunner.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Identifies a boot of Windows without PowerShell and without localized text.
 *
 * <ol>
 *   <li>{@code BootId} in the registry, a number that Windows counts up at each boot, read with {@code reg.exe}: everybody may
 *       read it, and a clock that is set does not touch it.
 *   <li>Where the value does not exist: the start time of process 4, which is the kernel's on every Windows. It is written once
 *       at boot and not corrected when the clock is set; asking takes no other program, but the account must be allowed to
 *       open that process, as LocalSystem and administrators are.
 * </ol>
 *
 * The second is used only after a clear answer that the value is missing, never after a time-out: the same boot must not be
 * called by two names. Once read, the id is kept. Where neither can be read it is {@code unknown}, which is never the same boot as
 * any other: a run found under it is closed and not resumed.
 *
 * <p>Not proven on Windows yet: that {@code BootId} exists on servers where prefetching is off, and that process 4 can be asked.
 */
public final class WindowsBoot {

    private static final String KEY =
            "HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Memory Management" + "\\PrefetchParameters";

    private static final Pattern VALUE = Pattern.compile("BootId\\s+REG_DWORD\\s+0x([0-9a-fA-F]{1,8})\\b");
    private static final int MISSING = 1;
    private static final int ATTEMPTS = 3;
    private static final long KERNEL_PROCESS = 4;

    private final ProcessRunner runner;
    private final String program;
    private final Duration patience;
    private final Supplier<Optional<Instant>> kernelStart;
    private @Nullable String known;

    /**
     * For the Windows in that folder.
     *
     * @param systemRoot the value of {@code %SystemRoot%}
     * @param patience for each of up to three attempts
     */
    public WindowsBoot(ProcessRunner runner, String systemRoot, Duration patience) {
        this(runner, systemRoot, patience, () -> ProcessHandle.of(KERNEL_PROCESS)
                .flatMap(process -> process.info().startInstant()));
    }

    WindowsBoot(ProcessRunner runner, String systemRoot, Duration patience, Supplier<Optional<Instant>> kernelStart) {
        this.runner = runner;
        this.program = systemRoot + "\\System32\\reg.exe";
        this.patience = patience;
        this.kernelStart = kernelStart;
    }

    /** The id of this boot, or {@code unknown}; asked again until it is known. */
    public synchronized String id() {
        String id = known;
        if (id == null) {
            id = read();
            known = id.equals(BootIds.UNKNOWN) ? null : id;
        }
        return id;
    }

    private String read() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Result result = runner.run(List.of(program, "query", KEY, "/v", "BootId"), patience);
            if (result instanceof Result.Exited exited) {
                Matcher value = VALUE.matcher(exited.output());
                if (exited.code() == 0 && value.find()) {
                    return "boot-" + Long.parseLong(value.group(1), 16);
                }
                if (exited.code() == MISSING) {
                    return kernelStart.get().map(at -> "kernel-" + at).orElse(BootIds.UNKNOWN);
                }
            }
        }
        return BootIds.UNKNOWN;
    }
}
