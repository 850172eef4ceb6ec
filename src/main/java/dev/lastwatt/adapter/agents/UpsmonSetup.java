package dev.lastwatt.adapter.agents;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether an upsmon shuts its host down, by its {@code upsmon.conf}: it does unless it needs no supply, or its command does nothing. */
final class UpsmonSetup {

    private static final Pattern NEEDED = Pattern.compile("(?m)^\\s*MINSUPPLIES\\s+\"?(\\d+)\"?\\s*$");
    private static final Pattern COMMAND =
            Pattern.compile("(?m)^\\s*SHUTDOWNCMD\\s+(?:\"((?:[^\"\\\\]|\\\\.)*)\"|(\\S+))\\s*$");

    /** Programs that change nothing, in commands that run nothing else. */
    private static final Pattern IDLE = Pattern.compile("\\s*(\\S*/)?(true|:|echo|logger)(\\s[^;&|`$()<>]*)?");

    private UpsmonSetup() {}

    /** How an upsmon with that configuration is known to shut nothing down; empty if it is not known. */
    static Optional<String> harmless(Path configuration) {
        Optional<String> text = ScriptText.read(configuration).map(ScriptText::code);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (last(NEEDED, text.get()).filter(n -> n.matches("0+")).isPresent()) {
            return Optional.of("MINSUPPLIES is 0 in " + configuration);
        }
        return last(COMMAND, text.get())
                .filter(UpsmonSetup::doesNothing)
                .map(command -> "SHUTDOWNCMD in " + configuration + " does not shut down");
    }

    /** What stands last in the file counts. */
    private static Optional<String> last(Pattern setting, String text) {
        Matcher found = setting.matcher(text);
        Optional<String> value = Optional.empty();
        while (found.find()) {
            String plain = found.groupCount() > 1 ? found.group(2) : null;
            value = Optional.ofNullable(plain != null ? plain : found.group(1));
        }
        return value;
    }

    private static boolean doesNothing(String command) {
        if (command.isBlank() || IDLE.matcher(command).matches()) {
            return true;
        }
        List<String> words = List.of(command.strip().split("\\s+", -1));
        try {
            Path program = Path.of(words.get(0));
            return words.size() == 1
                    && Files.isRegularFile(program)
                    && ScriptText.read(program).filter(ScriptText::onlyTells).isPresent();
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
