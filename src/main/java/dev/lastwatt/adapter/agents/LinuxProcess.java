package dev.lastwatt.adapter.agents;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A process as its folder in {@code /proc} shows it.
 *
 * @param folder that folder
 * @param name the name of its program, at most 15 characters
 * @param arguments what it was started with, its program first
 */
record LinuxProcess(Path folder, String name, List<String> arguments) {

    /** Empty for one that has ended, is a thread of the kernel, or lives in a container. */
    static Optional<LinuxProcess> of(Path folder) {
        try {
            List<String> arguments = words(folder.resolve("cmdline"));
            if (arguments.isEmpty() || isInContainer(folder)) {
                return Optional.empty();
            }
            return Optional.of(new LinuxProcess(
                    folder,
                    Files.readString(folder.resolve("comm"), StandardCharsets.ISO_8859_1)
                            .strip(),
                    arguments));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static List<String> words(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        return text.isEmpty() ? List.of() : Arrays.asList(text.split("\0", -1));
    }

    /** In a namespace below this one it has more than one number. */
    private static boolean isInContainer(Path folder) throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve("status"), StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith("NSpid:"))
                    .anyMatch(line -> line.strip().split("\\s+", -1).length > 2);
        }
    }

    /** What follows any of these options. */
    Optional<String> after(String... options) {
        List<String> all = Arrays.asList(options);
        for (int i = 0; i + 1 < arguments.size(); i++) {
            if (all.contains(arguments.get(i))) {
                return Optional.of(arguments.get(i + 1));
            }
        }
        return Optional.empty();
    }

    /** A variable of its environment, as far as this account may read it. */
    Optional<String> variable(String name) {
        try {
            return words(folder.resolve("environ")).stream()
                    .filter(v -> v.startsWith(name + "="))
                    .map(v -> v.substring(name.length() + 1))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
