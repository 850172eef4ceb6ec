package dev.lastwatt.adapter.hypervisor.hyperv.shell;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How PowerShell is started and how long it may take.
 *
 * @param executable what is started: the shipped {@code ps.cmd} on Windows, {@code pwsh} elsewhere
 * @param moduleFolder the folder {@code Lastwatt.HyperV}
 * @param modulePath a folder put in front of {@code PSModulePath}, as for a simulated Hyper-V, or null
 * @param environment further variables set inside the session
 * @param dataFolder where the list of child processes is kept, to find those that a killed service left behind
 * @param warm sessions kept ready
 * @param spare further ones, opened in advance, for when one has to be thrown away
 * @param openDeadline for a session to open and load Hyper-V
 * @param readDeadline for a question
 * @param actionDeadline for a request that changes something
 * @param heartbeat how often an idle session is asked whether it still works
 * @param recycleRequests after so many requests a session is replaced
 * @param recycleAge after so long a session is replaced
 */
public record ShellSettings(
        String executable,
        Path moduleFolder,
        @Nullable Path modulePath,
        Map<String, String> environment,
        Path dataFolder,
        int warm,
        int spare,
        Duration openDeadline,
        Duration readDeadline,
        Duration actionDeadline,
        Duration heartbeat,
        int recycleRequests,
        Duration recycleAge) {

    /** Copies the environment. */
    public ShellSettings {
        environment = Map.copyOf(environment);
        if (warm < 1) {
            throw new IllegalArgumentException("at least one PowerShell session must be kept ready");
        }
    }

    /** The usual ones, for a module folder and a data folder. */
    public static ShellSettings usual(Path moduleFolder, Path dataFolder) {
        return new ShellSettings(
                usualExecutable(moduleFolder),
                moduleFolder,
                null,
                Map.of(),
                dataFolder,
                2,
                1,
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                Duration.ofSeconds(15),
                Duration.ofSeconds(45),
                5_000,
                Duration.ofHours(12));
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
        return new ShellSettings(
                other,
                moduleFolder,
                modulePath,
                environment,
                dataFolder,
                warm,
                spare,
                openDeadline,
                readDeadline,
                actionDeadline,
                heartbeat,
                recycleRequests,
                recycleAge);
    }

    /** With modules from another folder first, and variables for them: how a simulated Hyper-V is brought in. */
    public ShellSettings withModules(Path path, Map<String, String> variables) {
        return new ShellSettings(
                executable,
                moduleFolder,
                path,
                variables,
                dataFolder,
                warm,
                spare,
                openDeadline,
                readDeadline,
                actionDeadline,
                heartbeat,
                recycleRequests,
                recycleAge);
    }

    /** With another number of sessions. */
    public ShellSettings withSessions(int ready, int inAdvance) {
        return new ShellSettings(
                executable,
                moduleFolder,
                modulePath,
                environment,
                dataFolder,
                ready,
                inAdvance,
                openDeadline,
                readDeadline,
                actionDeadline,
                heartbeat,
                recycleRequests,
                recycleAge);
    }

    /** With other deadlines. */
    public ShellSettings withDeadlines(Duration open, Duration read, Duration action) {
        return new ShellSettings(
                executable,
                moduleFolder,
                modulePath,
                environment,
                dataFolder,
                warm,
                spare,
                open,
                read,
                action,
                heartbeat,
                recycleRequests,
                recycleAge);
    }

    /** With another rhythm of looking after the sessions. */
    public ShellSettings withCare(Duration everySoOften, int requests, Duration age) {
        return new ShellSettings(
                executable,
                moduleFolder,
                modulePath,
                environment,
                dataFolder,
                warm,
                spare,
                openDeadline,
                readDeadline,
                actionDeadline,
                everySoOften,
                requests,
                age);
    }
}
