package dev.lastwatt.adapter.scenario.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lastwatt.adapter.scenario.Scenario;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A set as the text of its file.
 *
 * @param lines one scenario each, ends of lines included
 */
public record ScenarioText(String lines) {

    private static final ObjectWriter LINE = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build()
            .writer();

    /** Writes the scenarios. */
    public static ScenarioText of(List<Scenario> scenarios) {
        StringBuilder text = new StringBuilder();
        for (Scenario scenario : scenarios) {
            try {
                text.append(LINE.writeValueAsString(scenario)).append('\n');
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a drawn scenario cannot be written", e);
            }
        }
        return new ScenarioText(text.toString());
    }

    /** SHA-256 of the file, in hexadecimal: says which set figures were reached on. */
    public String sha256() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(lines.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
