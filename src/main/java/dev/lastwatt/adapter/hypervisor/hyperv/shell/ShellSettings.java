package dev.lastwatt.adapter.hypervisor.hyperv.shell;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How PowerShell is started and how long it may take.
 *
 * @param start what is started
 * @param dataFolder where the list of child processes is kept, to find those that a killed service left behind
 * @param sessions how many there are
 * @param deadlines how long each may take
 * @param care how they are looked after
 */
public record ShellSettings(Start start, Path dataFolder, Sessions sessions, Deadlines deadlines, Care care) {

    /**
     * What is started.
     *
     * @param executable the shipped {@code ps.cmd} on Windows, {@code pwsh} elsewhere
     * @param moduleFolder the folder {@code Lastwatt.HyperV}
     * @param modulePath a folder put in front of {@code PSModulePath}, as for a simulated Hyper-V, or null
     * @param environment further variables set inside the session
     */
    public record Start(
            String executable, Path moduleFolder, @Nullable Path modulePath, Map<String, String> environment) {

        /** Copies the environment. */
        public Start {
            environment = Map.copyOf(environment);
        }
    }

    /**
     * How many sessions there are.
     *
     * @param warm kept ready, at least 1
     * @param spare further ones, opened in advance, for when one has to be thrown away
     */
    public record Sessions(int warm, int spare) {

        /** Checks the number. */
        public Sessions {
            if (warm < 1) {
                throw new IllegalArgumentException("at least one PowerShell session must be kept ready");
            }
        }
    }

    /**
     * How long each may take.
     *
     * @param open for a session to open and load Hyper-V
     * @param read for a question
     * @param action for a request that changes something
     */
    public record Deadlines(Duration open, Duration read, Duration action) {}

    /**
     * How sessions are looked after.
     *
     * @param heartbeat how often an idle one is asked whether it still works
     * @param recycleRequests after so many requests one is replaced
     * @param recycleAge after so long one is replaced
     */
    public record Care(Duration heartbeat, int recycleRequests, Duration recycleAge) {}

    /** The usual ones, for a module folder and a data folder. */
    public static ShellSettings usual(Path moduleFolder, Path dataFolder) {
        return new ShellSettings(
                new Start(usualExecutable(moduleFolder), moduleFolder, null, Map.of()),
                dataFolder,
                new Sessions(2, 1),
                new Deadlines(Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofSeconds(15)),
                new Care(Duration.ofSeconds(45), 5_000, Duration.ofHours(12)));
    }

    /** Windows PowerShell through the launcher beside the module; elsewhere {@code LASTWATT_PWSH}, or pwsh from the path. */
    private static String usualExecutable(Path moduleFolder) {
        if (System.getProperty("os.name", "").startsWith("Windows")) {
            return moduleFolder.resolveSibling("ps.cmd").toAbsolutePath().toString();
        }
        String named = System.getenv("LASTWATT_PWSH");
        return named == null || named.isBlank() ? "pwsh" : named;
    }

    /** With another executable. */
    public ShellSettings withExecutable(String other) {
        return with(new Start(other, start.moduleFolder(), start.modulePath(), start.environment()));
    }

    /** With modules from another folder first, and variables for them: how a simulated Hyper-V is brought in. */
    public ShellSettings withModules(Path path, Map<String, String> variables) {
        return with(new Start(start.executable(), start.moduleFolder(), path, variables));
    }

    private ShellSettings with(Start other) {
        return new ShellSettings(other, dataFolder, sessions, deadlines, care);
    }

    /** With another number of sessions. */
    public ShellSettings withSessions(int warm, int spare) {
        return new ShellSettings(start, dataFolder, new Sessions(warm, spare), deadlines, care);
    }

    /** With other deadlines. */
    public ShellSettings withDeadlines(Duration open, Duration read, Duration action) {
        return new ShellSettings(start, dataFolder, sessions, new Deadlines(open, read, action), care);
    }

    /** With another rhythm of looking after the sessions. */
    public ShellSettings withCare(Duration heartbeat, int requests, Duration age) {
        return new ShellSettings(start, dataFolder, sessions, deadlines, new Care(heartbeat, requests, age));
    }
}
