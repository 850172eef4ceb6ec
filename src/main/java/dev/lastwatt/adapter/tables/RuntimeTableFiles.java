package dev.lastwatt.adapter.tables;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.lastwatt.core.power.RuntimeTable;
import dev.lastwatt.core.power.UpsDevice;
import dev.lastwatt.port.RuntimeTables;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The tables that come with the program: one file for each manufacturer, beside this class. */
public final class RuntimeTableFiles implements RuntimeTables {

    /** The files, one for each manufacturer. */
    static final List<String> FILES = List.of("apc.yaml", "cyberpower.yaml");

    private final Map<String, RuntimeTable> byModel = new HashMap<>();

    /**
     * Reads them all.
     *
     * @throws IllegalStateException if one is not as it has to be: a fault of the program
     */
    public RuntimeTableFiles() {
        FILES.forEach(file -> {
            try {
                read(file).tables().forEach(this::add);
            } catch (IOException e) {
                throw new UncheckedIOException("the runtime tables " + file + " cannot be read", e);
            }
        });
    }

    static TableFile read(String file) throws IOException {
        try (InputStream in = RuntimeTableFiles.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its runtime tables " + file);
            }
            return new YAMLMapper().readValue(in, TableFile.class);
        }
    }

    private void add(TableFile.Model model) {
        RuntimeTable table = table(model);
        for (String name : model.models()) {
            if (byModel.put(key(name), table) != null) {
                throw new IllegalStateException("two runtime tables for the model " + name);
            }
        }
    }

    static RuntimeTable table(TableFile.Model model) {
        double perWatt = model.voltAmperesPerWatt() == null ? 1 : model.voltAmperesPerWatt();
        List<RuntimeTable.Point> points = model.minutes().entrySet().stream()
                .map(e ->
                        new RuntimeTable.Point(e.getKey() / perWatt, Duration.ofSeconds(Math.round(60 * e.getValue()))))
                .toList();
        return RuntimeTable.of(points).rated(model.rated() / perWatt).from("the table of " + model.name());
    }

    @Override
    public Optional<RuntimeTable> of(UpsDevice device) {
        Optional<RuntimeTable> table = Optional.ofNullable(byModel.get(key(device.model())));
        Double rated = device.ratedWatts();
        return rated == null ? table : table.map(t -> t.rated(rated));
    }

    private static String key(String model) {
        return model.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    }
}
