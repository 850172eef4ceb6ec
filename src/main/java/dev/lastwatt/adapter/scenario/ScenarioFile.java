package dev.lastwatt.adapter.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads scenario files: JSON Lines, one scenario a line, empty lines allowed. */
public final class ScenarioFile {

    private static final ObjectReader LINE = StrictJson.complete(Scenario.class);

    private ScenarioFile() {}

    /**
     * Reads a file.
     *
     * @throws ScenarioException naming the line and the field, if it is not in the format
     * @throws UncheckedIOException if it cannot be read
     */
    public static List<Scenario> read(Path file) {
        try (Reader text = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return read(text, file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /**
     * Reads a text to its end; the caller closes it.
     *
     * @param source what it is, for messages
     * @throws ScenarioException naming the line and the field, if it is not in the format
     * @throws IOException if it cannot be read
     */
    public static List<Scenario> read(Reader text, String source) throws IOException {
        List<Scenario> scenarios = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        BufferedReader lines = new BufferedReader(text);
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                Scenario scenario = LINE.readValue(line);
                if (!ids.add(scenario.id())) {
                    throw new ScenarioException(source, number, "id: " + scenario.id() + " appears twice");
                }
                scenarios.add(scenario);
            } catch (JsonProcessingException e) {
                throw new ScenarioException(source, number, StrictJson.explain(e));
            }
        }
        return List.copyOf(scenarios);
    }
}
