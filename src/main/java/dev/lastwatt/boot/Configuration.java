package dev.lastwatt.boot;

import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Reads the settings from the configuration folder, the environment and the command line, in this order of growing weight, and
 * says of each where it came from.
 */
public final class Configuration {

    static final String FILE = "lastwatt.properties";
    private static final String PREFIX = "lastwatt";
    private static final int BELOW_ENVIRONMENT = 260;

    private final SmallRyeConfig config;
    private final Settings settings;

    private Configuration(SmallRyeConfig config, Settings settings) {
        this.config = config;
        this.settings = settings;
    }

    /** The file in the configuration folder. */
    public static Path file() {
        return Folders.config().resolve(FILE);
    }

    /**
     * Reads everything.
     *
     * @throws ConfigurationException naming each wrong setting, its value, where it came from, and what is allowed
     */
    public static Configuration read() {
        try {
            SmallRyeConfig config = sources().withMapping(Settings.class).build();
            refuseOtherThanLoopback(config.getConfigValue("quarkus.http.host"));
            refuseOneBesideSeveral(config);
            return new Configuration(config, config.getConfigMapping(Settings.class));
        } catch (ConfigValidationException e) {
            throw new ConfigurationException(problems(e, sources().build()));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(List.of(String.valueOf(e.getMessage())));
        }
    }

    /** What is not encrypted does not leave this machine. */
    private static void refuseOtherThanLoopback(ConfigValue host) {
        String value = host.getValue();
        if (value != null && !List.of("127.0.0.1", "localhost", "::1").contains(value)) {
            throw new ConfigurationException(List.of("quarkus.http.host is " + value + " (from " + origin(host)
                    + "): plain HTTP is for this machine only, 127.0.0.1; for others set lastwatt.https.certificate"));
        }
    }

    /** Who names several UPSes means these and no other. */
    private static void refuseOneBesideSeveral(SmallRyeConfig config) {
        if (config.getConfigMapping(Settings.class).supply().ups().isEmpty()) {
            return;
        }
        List<String> problems = new ArrayList<>();
        for (String name : new TreeSet<>(names())) {
            ConfigValue value = config.getConfigValue(name);
            if ((name.startsWith("lastwatt.ups.") || name.startsWith("lastwatt.battery."))
                    && !origin(value).equals("default")) {
                problems.add(name + " (from " + origin(value)
                        + ") is of the only UPS, and lastwatt.supply.ups names several: give one of them");
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
    }

    private static SmallRyeConfigBuilder sources() {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addDefaultSources()
                .addDefaultInterceptors()
                .addDiscoveredConverters();
        Path file = file();
        if (Files.exists(file)) {
            try {
                builder.withSources(new PropertiesConfigSource(file.toUri().toURL(), BELOW_ENVIRONMENT));
            } catch (IOException e) {
                throw new ConfigurationException(List.of(file + " cannot be read: " + e.getMessage()));
            }
        }
        return builder;
    }

    /** The settings. */
    public Settings settings() {
        return settings;
    }

    /** Where the running service of this host answers. */
    public URI service() {
        String port = Optional.ofNullable(
                        config.getConfigValue("quarkus.http.port").getValue())
                .orElse("8380");
        return URI.create("http://127.0.0.1:" + port);
    }

    /** One setting with its value and where it came from. */
    public record Origin(String name, String value, String source) {}

    /** Every setting there is, in order. */
    public List<Origin> explain() {
        List<Origin> origins = new ArrayList<>();
        for (String name : new TreeSet<>(names())) {
            ConfigValue value = config.getConfigValue(name);
            origins.add(new Origin(name, Optional.ofNullable(value.getValue()).orElse("(not set)"), origin(value)));
        }
        return origins;
    }

    /** Where a value came from, in the user's words rather than the library's. */
    private static String origin(ConfigValue value) {
        String source = value.getConfigSourceName();
        if (value.getValue() == null || source == null || value.getConfigSourceOrdinal() == Integer.MIN_VALUE) {
            return "default";
        }
        if (source.startsWith("SysProp")) {
            return "command line";
        }
        return source.startsWith("Env") ? "environment" : source.replaceAll("^.*\\[source=(.*)]$", "$1");
    }

    private static Set<String> names() {
        return ConfigMappings.getProperties(ConfigMappings.ConfigClass.configClass(Settings.class, PREFIX))
                .keySet();
    }

    /** The library names the setting, its value and what is allowed; where it came from is added here. */
    private static List<String> problems(ConfigValidationException e, SmallRyeConfig raw) {
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < e.getProblemCount(); i++) {
            String message = e.getProblem(i)
                    .getMessage()
                    .replaceAll("SRCFG\\d+: ", "")
                    .replaceAll("java[a-z.]*\\.[A-Za-z]+Exception: ", "")
                    .replace("threw an Exception whilst being converted", "cannot be used:");
            if (message.contains("Duration")) {
                message += "; write a time like 90s, 5m or PT1M30S";
            }
            String origin = Stream.of(message.split("[\\s\"']+"))
                    .filter(word -> word.startsWith(PREFIX + "."))
                    .findFirst()
                    .map(raw::getConfigValue)
                    .map(Configuration::origin)
                    .map(source -> " (from " + source + ")")
                    .orElse("");
            problems.add(message + origin);
        }
        return problems;
    }
}
