package dev.lastwatt.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.boot.Settings;
import dev.lastwatt.boot.command.Lastwatt;
import io.smallrye.config.ConfigMappings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What the manual lists is what there is. */
class ManualTest {

    private static final String MANUAL = read(Path.of("docs", "manual.md"));

    private static final ConfigMappings.ConfigClass SETTINGS =
            ConfigMappings.ConfigClass.configClass(Settings.class, "lastwatt");

    private static final String EACH = "lastwatt.supply.ups.*.";

    @Test
    void everySettingHasItsRowWithItsDefault() {
        ConfigMappings.getProperties(SETTINGS).forEach((name, setting) -> {
            String row = row(documented(name));
            assertThat(row).as("the row of %s in docs/manual.md", name).isNotEmpty();
            if (setting.hasDefaultValue()) {
                assertThat(row).contains("| `" + setting.getDefaultValue() + "` |");
            }
        });
    }

    @Test
    void noSettingIsInTheManualAlone() {
        var mentioned = new TreeSet<String>();
        Pattern.compile("^\\| `(lastwatt\\.[a-z.*-]+(?:\\[\\*])?)` \\|", Pattern.MULTILINE)
                .matcher(MANUAL.substring(0, MANUAL.indexOf("## 3. ")))
                .results()
                .forEach(m -> mentioned.add(m.group(1)));
        assertThat(mentioned)
                .containsExactlyElementsOf(ConfigMappings.getProperties(SETTINGS).keySet().stream()
                        .map(ManualTest::documented)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** One of several UPSes has the settings of the only one, which the manual lists once. */
    private static String documented(String name) {
        if (!name.startsWith(EACH) || name.equals(EACH + "same-as")) {
            return name;
        }
        return name.startsWith(EACH + "battery.")
                ? "lastwatt." + name.substring(EACH.length())
                : "lastwatt.ups." + name.substring(EACH.length());
    }

    static List<String> policyFields() throws ClassNotFoundException {
        List<String> fields = new ArrayList<>();
        collect("", Class.forName("dev.lastwatt.adapter.policy.PolicyDocument"), fields);
        return fields;
    }

    private static void collect(String prefix, Class<?> document, List<String> fields) {
        for (RecordComponent component : document.getRecordComponents()) {
            String name = prefix + component.getName();
            fields.add(name);
            if (component.getGenericType() instanceof ParameterizedType list) {
                Type entry = list.getActualTypeArguments()[0];
                if (entry instanceof Class<?> of && of.isRecord()) {
                    collect(name + "[].", of, fields);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("policyFields")
    void everyFieldOfThePolicyHasItsRow(String field) {
        assertThat(row(field)).isNotEmpty();
    }

    static Stream<String> commands() {
        List<String> names = new ArrayList<>();
        collect("lastwatt", new CommandLine(new Lastwatt()), names);
        return names.stream();
    }

    private static void collect(String name, CommandLine command, List<String> names) {
        if (command.getSubcommands().isEmpty()) {
            names.add(name);
        }
        command.getSubcommands().forEach((sub, line) -> collect(name + " " + sub, line, names));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandIsThereWithItsOptions(String name) {
        CommandLine line = new CommandLine(new Lastwatt());
        for (String word : name.split(" ")) {
            line = word.equals("lastwatt")
                    ? line
                    : Objects.requireNonNull(line.getSubcommands().get(word), word);
        }
        String row = MANUAL.lines()
                .filter(l -> l.startsWith("| `" + name + "`") || l.startsWith("| `" + name + " "))
                .findFirst()
                .orElse("");
        assertThat(row).as("the row of '%s' in docs/manual.md", name).isNotEmpty();
        for (var option : line.getCommandSpec().options()) {
            if (!option.usageHelp() && !option.versionHelp() && !option.inherited()) {
                assertThat(row).contains(option.longestName());
            }
        }
    }

    @Test
    void everyExitCodeIsThere() throws ReflectiveOperationException {
        Class<?> codes = Class.forName("dev.lastwatt.boot.command.ExitCode");
        for (Field field : codes.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == int.class) {
                field.setAccessible(true);
                assertThat(row(Integer.toString(field.getInt(null)), "| %s |"))
                        .as("exit code %s in docs/manual.md", field.getName())
                        .isNotEmpty();
            }
        }
    }

    @Test
    void everyLinkToAFileLeadsSomewhere() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(Path.of("README.md"), Path.of("native", "README.md")));
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            docs.filter(p -> p.toString().endsWith(".md")).forEach(pages::add);
        }
        for (Path page : pages) {
            Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)")
                    .matcher(read(page))
                    .results()
                    .map(m -> m.group(1))
                    .forEach(to -> assertThat(page.toAbsolutePath().resolveSibling(to))
                            .as("%s in %s", to, page)
                            .exists());
        }
    }

    private static String row(String name) {
        return row(name, "| `%s` |");
    }

    private static String row(String name, String form) {
        String begin = String.format(form, name);
        return MANUAL.lines().filter(l -> l.startsWith(begin)).findFirst().orElse("");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
