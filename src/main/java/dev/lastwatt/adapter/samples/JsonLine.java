package dev.lastwatt.adapter.samples;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One line of a file, a JSON object, hostile until parsed. */
record JsonLine(JsonNode json) {

    private static final int LONGEST = 4_000;
    private static final Duration LONGEST_STOP = Duration.ofDays(7);
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static ObjectNode empty() {
        return JSON.createObjectNode();
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is no object
     */
    static JsonLine of(String line) {
        if (line.length() > LONGEST) {
            throw new IllegalArgumentException("longer than " + LONGEST + " characters, which no sample is");
        }
        JsonNode json;
        try {
            json = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
        if (!json.isObject()) {
            throw new IllegalArgumentException("not a JSON object: each line is one");
        }
        return new JsonLine(json);
    }

    boolean has(String member) {
        return json.has(member);
    }

    void hasNoOtherThan(Set<String> members) {
        json.fieldNames().forEachRemaining(name -> {
            if (!members.contains(name)) {
                throw new IllegalArgumentException("unknown member '" + name + "': known are " + members);
            }
        });
    }

    <T> T parsed(String member, Function<String, T> parser, String fix) {
        JsonNode value = json.get(member);
        if (value == null || !value.isTextual()) {
            throw new IllegalArgumentException("'" + member + "' is missing or is not text: give " + fix);
        }
        try {
            return parser.apply(value.textValue());
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException("'" + member + "' is '" + value.textValue() + "': give " + fix, e);
        }
    }

    /** A time that a stop can take; zero only where that is allowed. */
    Duration took(String member, boolean zeroToo) {
        Duration took = parsed(member, Duration::parse, "an ISO 8601 duration such as PT21S");
        if (took.isNegative() || (took.isZero() && !zeroToo) || took.compareTo(LONGEST_STOP) > 0) {
            throw new IllegalArgumentException("'" + member + "' must be " + (zeroToo ? "zero or more" : "above zero")
                    + " and at most " + LONGEST_STOP.toDays() + " days");
        }
        return took;
    }

    long number(String member, long most) {
        JsonNode value = json.get(member);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException("'" + member + "' is missing or is not a whole number");
        }
        long number = value.longValue();
        if (number < 0 || number > most) {
            throw new IllegalArgumentException("'" + member + "' must be 0 to " + most);
        }
        return number;
    }

    @Nullable String textOrNull(String member, int longest) {
        if (!json.has(member)) {
            return null;
        }
        String text = parsed(member, t -> t, "text");
        if (text.isBlank() || text.length() > longest) {
            throw new IllegalArgumentException("'" + member + "' must have 1 to " + longest + " characters");
        }
        return text;
    }
}
