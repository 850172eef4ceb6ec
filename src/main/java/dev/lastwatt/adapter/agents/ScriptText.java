package dev.lastwatt.adapter.agents;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Scripts and settings as text without remarks, and whether a command in them ends the host. */
final class ScriptText {

    private static final int LONGEST = 256 * 1024;

    /** Commands that end a host, and calls of others, whose text is not looked at. */
    private static final Pattern ENDING = Pattern.compile(
            "(?i)\\b(shutdown|poweroff|halt|reboot|hibernate|suspend|telinit|init|kexec|systemctl|loginctl|busctl|dbus-send"
                    + "|sysrq|rundll32|psshutdown|stop-computer|restart-computer|source|eval)\\b");

    private static final Pattern SHELL = Pattern.compile("#!\\s*(/usr)?/bin/(env )?(ba|da)?sh\\b.*");

    /** What stands for something that is asked or known, not done. */
    private static final Pattern ASKED =
            Pattern.compile("\\$\\((date|id|hostname|uname)( [^()`$]*)?\\)|\\$\\w+|\\$[*@#?]|\\$\\{\\w+}");

    private static final Pattern QUOTED = Pattern.compile("\"[^\"`$]*\"|'[^']*'");

    /** A program that tells or waits and changes nothing, perhaps into a file. */
    private static final Pattern TELLS = Pattern.compile(
            "\\s*((echo|printf|logger|wall|touch|date|sleep|true|:|exit)(\\s[^;&|`$()<>]*)?(>>?\\s*(?!/(proc|sys|dev)/(?!null\\b))[^\\s;&|`$()<>]+)?\\s*(2>&1)?)?\\s*");

    private static final Pattern REMARK = Pattern.compile("(?i)\\s*(#|::|@?rem\\b).*");

    private ScriptText() {}

    /** The text of that file; empty if it cannot be read, or is larger than any script is. */
    static Optional<String> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            return bytes.length > LONGEST
                    ? Optional.empty()
                    : Optional.of(new String(bytes, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Without lines that are remarks. */
    static String code(String text) {
        return text.lines().filter(line -> !REMARK.matcher(line).matches()).collect(Collectors.joining("\n"));
    }

    /** Whether it is a script of the shell that only tells: what is not understood might do anything. */
    static boolean onlyTells(String text) {
        return SHELL.matcher(text.lines().findFirst().orElse("")).matches()
                && code(text)
                        .lines()
                        .map(line -> QUOTED.matcher(ASKED.matcher(line).replaceAll("x"))
                                .replaceAll("x"))
                        .allMatch(line -> TELLS.matcher(line).matches());
    }

    /** Whether a command in it would, or might, end the host. */
    static boolean mayEndHost(String text) {
        return ENDING.matcher(code(text)).find();
    }
}
