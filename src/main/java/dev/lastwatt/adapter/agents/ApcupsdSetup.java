package dev.lastwatt.adapter.agents;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether an apcupsd shuts its host down, or only serves its readings. Its settings cannot forbid it: whatever they are, it acts at
 * the UPS's own low-battery warning. What it runs for that can: {@code apccontrol}, which first runs a script named after the
 * event and does nothing more if that ends with 99 (apcupsd's manual, "Customizing Event Handling").
 */
final class ApcupsdSetup {

    private static final Pattern NO_MORE = Pattern.compile("(?im)^\\s*exit\\s+(/b\\s+)?99\\s*$");
    private static final Pattern SCRIPTS = Pattern.compile("(?m)^\\s*SCRIPTDIR\\s+(\\S.*?)\\s*$");

    /** On Windows each of these shuts down by itself. */
    private static final List<String> WINDOWS_EVENTS = List.of("doshutdown", "emergency", "remotedown");

    private static final List<String> BATCH = List.of(".bat", ".cmd");

    private ApcupsdSetup() {}

    /** How an apcupsd on Linux with that configuration is known to shut nothing down; empty if it is not known. */
    static Optional<String> harmlessOnLinux(Path configuration, Path usualScripts) {
        Path scripts = scripts(configuration, usualScripts);
        Path own = scripts.resolve("doshutdown");
        if (Files.isExecutable(own) && isReplacement(own)) {
            return Optional.of(own + " ends with 99 and so takes the place of the shutdown");
        }
        Path control = scripts.resolve("apccontrol");
        return ScriptText.read(control)
                        .filter(text -> !ScriptText.mayEndHost(text))
                        .isPresent()
                ? Optional.of(control + " has no command that shuts down")
                : Optional.empty();
    }

    private static Path scripts(Path configuration, Path usual) {
        Optional<String> text = ScriptText.read(configuration).map(ScriptText::code);
        if (text.isEmpty()) {
            return usual;
        }
        Matcher named = SCRIPTS.matcher(text.get());
        try {
            return named.find() ? Path.of(named.group(1)) : usual;
        } catch (InvalidPathException e) {
            return usual;
        }
    }

    /** The same on Windows, where the scripts are beside the configuration. */
    static Optional<String> harmlessOnWindows(Path program) {
        Path bin = program.toAbsolutePath().getParent();
        Path root = bin == null ? null : bin.getParent();
        if (root == null) {
            return Optional.empty();
        }
        Path scripts = root.resolve("etc").resolve("apcupsd");
        boolean all = WINDOWS_EVENTS.stream()
                .allMatch(event -> BATCH.stream().anyMatch(end -> isReplacement(scripts.resolve(event + end))));
        return all
                ? Optional.of("in " + scripts + " scripts that end with 99 take the place of "
                        + String.join(", ", WINDOWS_EVENTS))
                : Optional.empty();
    }

    private static boolean isReplacement(Path script) {
        return ScriptText.read(script)
                .filter(text -> NO_MORE.matcher(ScriptText.code(text)).find() && !ScriptText.mayEndHost(text))
                .isPresent();
    }
}
