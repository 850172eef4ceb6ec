package dev.lastwatt.adapter.host;

import dev.lastwatt.adapter.host.ProcessRunner.Result;
import dev.lastwatt.port.HostPower;
import java.time.Duration;
import java.util.List;

/**
 * Shuts Windows down with {@code shutdown.exe}, by absolute path and not through PowerShell: this last step must work when nothing
 * else does. Asked first with the reason code 6:12 (unplanned, power failure, environment) and a comment; where that is refused,
 * as a policy on reasons can, once more without. An answer takes twice the patience at most.
 *
 * <p>Not proven on Windows yet: that the exit codes are the numbers of the Win32 errors, and what a shutdown that someone else
 * scheduled for later (1190) does to ours.
 */
public final class WindowsPower implements HostPower {

    /** A limit of {@code shutdown /c}. */
    private static final int COMMENT_LENGTH = 512;

    private static final int IN_PROGRESS = 1115;
    private static final int SCHEDULED = 1190;

    private final ProcessRunner runner;
    private final WindowsBoot boot;
    private final String program;
    private final Duration patience;

    /**
     * For the Windows in that folder.
     *
     * @param systemRoot the value of {@code %SystemRoot%}, such as {@code C:\Windows}
     * @param patience for each of two attempts
     */
    public WindowsPower(ProcessRunner runner, WindowsBoot boot, String systemRoot, Duration patience) {
        this.runner = runner;
        this.boot = boot;
        this.program = systemRoot + "\\System32\\shutdown.exe";
        this.patience = patience;
    }

    @Override
    public String name() {
        return "Windows (shutdown.exe)";
    }

    @Override
    public String bootId() {
        return boot.id();
    }

    @Override
    public Answer shutDown(String reason) {
        Result first =
                runner.run(List.of(program, "/s", "/t", "0", "/f", "/d", "6:12", "/c", comment(reason)), patience);
        if (isAccepted(first)) {
            return new Answer.Accepted(words(first));
        }
        Result second = runner.run(List.of(program, "/s", "/t", "0", "/f"), patience);
        return isAccepted(second)
                ? new Answer.Accepted(words(second) + ", without reason code (with it: " + words(first) + ")")
                : new Answer.Refused("shutdown.exe: " + words(first) + "; without reason code: " + words(second)
                        + ". The service's account needs the right to shut down the system");
    }

    private static boolean isAccepted(Result result) {
        return result instanceof Result.Exited exited
                && (exited.code() == 0 || exited.code() == IN_PROGRESS || exited.code() == SCHEDULED);
    }

    private static String words(Result result) {
        if (result instanceof Result.Exited exited) {
            if (exited.code() == IN_PROGRESS) {
                return "a shutdown was in progress already (1115)";
            }
            if (exited.code() == SCHEDULED) {
                return "a shutdown was scheduled already (1190)";
            }
            return "exit code " + exited.code() + (exited.output().isEmpty() ? "" : ": " + exited.output());
        }
        return result instanceof Result.NotStarted notStarted
                ? "not started: " + notStarted.why()
                : "no answer in time";
    }

    /** One line without what the command line treats specially: Java quotes the argument, and these would end the quotes. */
    private static String comment(String reason) {
        String plain = reason.replaceAll("[\\p{Cntrl}]+", " ")
                .replace('"', '\'')
                .replace('\\', '/')
                .strip();
        if (plain.isEmpty()) {
            return "Lastwatt";
        }
        if (plain.length() <= COMMENT_LENGTH) {
            return plain;
        }
        int end = Character.isHighSurrogate(plain.charAt(COMMENT_LENGTH - 1)) ? COMMENT_LENGTH - 1 : COMMENT_LENGTH;
        return plain.substring(0, end).strip();
    }
}
