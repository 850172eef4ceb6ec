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

/** A set as the text of its file: JSON Lines. */
public final class ScenarioText {

    private static final ObjectWriter LINE = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build()
            .writer();

    private final MessageDigest digest;

    /** Of a set that is still to be written. */
    public ScenarioText() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The next scenario's line, its end included. */
    public String line(Scenario scenario) {
        try {
            String line = LINE.writeValueAsString(scenario) + "\n";
            digest.update(line.getBytes(StandardCharsets.UTF_8));
            return line;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a drawn scenario cannot be written", e);
        }
    }

    /** SHA-256 of the lines so far, in hexadecimal: says which set figures were reached on. Once, at the end. */
    public String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
