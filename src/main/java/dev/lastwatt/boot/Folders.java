package dev.lastwatt.boot;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where things are on this machine. */
public final class Folders {

    /** Names the configuration folder. */
    static final String CONFIG_VARIABLE = "LASTWATT_CONFIG";

    /** Set by the command line's {@code --config}; not among the settings, since it says where those are. */
    public static final String CONFIG_PROPERTY = "config-folder";

    private Folders() {}

    /** The configuration folder, which need not exist. */
    static Path config() {
        String named = System.getProperty(CONFIG_PROPERTY, System.getenv(CONFIG_VARIABLE));
        if (named != null && !named.isBlank()) {
            return Path.of(named);
        }
        return isWindows() ? programData() : Path.of("/etc/lastwatt");
    }

    /** The data folder where none is configured. */
    public static Path data() {
        if (isWindows()) {
            return programData().resolve("data");
        }
        if ("root".equals(System.getProperty("user.name"))) {
            return Path.of("/var/lib/lastwatt");
        }
        String state = System.getenv("XDG_STATE_HOME");
        Path base = state == null || state.isBlank()
                ? Path.of(System.getProperty("user.home", "."), ".local", "state")
                : Path.of(state);
        return base.resolve("lastwatt");
    }

    /** The PowerShell module's folder: beside the program, or in the source tree it was built in. */
    static Optional<Path> module() {
        return Stream.concat(Stream.of(Path.of("")), programFolders().stream())
                .map(folder -> folder.resolve("hyperv").resolve("Lastwatt.HyperV"))
                .map(Path::toAbsolutePath)
                .filter(Files::isDirectory)
                .findFirst();
    }

    private static List<Path> programFolders() {
        try {
            Path here = Path.of(Folders.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            // target/classes, or target/quarkus-app/app/lastwatt.jar, or an installed app/lastwatt.jar.
            return Stream.iterate(here, p -> p != null, Path::getParent)
                    .limit(5)
                    .toList();
        } catch (URISyntaxException | NullPointerException e) {
            return List.of();
        }
    }

    static boolean isWindows() {
        return System.getProperty("os.name", "").startsWith("Windows");
    }

    private static Path programData() {
        String folder = System.getenv("ProgramData");
        return Path.of(folder == null ? "C:\\ProgramData" : folder, "Lastwatt");
    }
}
