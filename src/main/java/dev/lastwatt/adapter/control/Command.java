package dev.lastwatt.adapter.control;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A command as it comes in. Strict: a misspelt member would otherwise be an order that is not obeyed.
 *
 * @param by who asks
 * @param reason why
 * @param until until when, or null
 */
record Command(String by, String reason, @Nullable Instant until) {

    static final int MOST_BYTES = 4096;
    static final int LONGEST_NAME = 100;
    private static final int LONGEST_REASON = 500;
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** {@code {"by": "...", "reason": "..."}}. */
    static Command arm(byte[] body) {
        return read(body, Set.of("by", "reason"), Instant.EPOCH);
    }

    /**
     * {@code {"by": "...", "reason": "...", "until": "..."}}, the last one if it is to end by itself; or {@code "for"} a duration by
     * the service's clock.
     */
    static Command disarm(byte[] body, Instant now) {
        Command command = read(body, Set.of("by", "reason", "until", "for"), now);
        if (command.until != null && !command.until.isAfter(now)) {
            throw ControlRefusal.invalid(
                    "until", "'until' has passed", "give a time to come, or leave it out for never");
        }
        return command;
    }

    private static Command read(byte[] body, Set<String> members, Instant now) {
        JsonNode json = object(body, members);
        String by = required(json, "by", LONGEST_NAME, "say who asks");
        String reason = required(json, "reason", LONGEST_REASON, "say why; it is written to the journal");
        return new Command(by, reason, end(json, "for", now));
    }

    /** The end in the member 'until', or so long from now as the other member says; null if there is neither. */
    static @Nullable Instant end(JsonNode json, String lengthMember, Instant now) {
        if (!json.has(lengthMember)) {
            return json.has("until") ? time(json.get("until")) : null;
        }
        if (json.has("until")) {
            throw ControlRefusal.invalid(
                    lengthMember, "'until' and '" + lengthMember + "' say the same", "give one of them");
        }
        try {
            Duration length = Duration.parse(json.get(lengthMember).asText());
            if (length.isNegative() || length.isZero() || length.compareTo(LONGEST) > 0) {
                throw new DateTimeException("not a length");
            }
            return now.plus(length);
        } catch (DateTimeException e) {
            throw ControlRefusal.invalid(
                    lengthMember,
                    "'" + lengthMember + "' is not a length of time",
                    "give it as ISO 8601 has it, such as PT2H, at most " + LONGEST.toDays() + " days");
        }
    }

    /** The object, which has no other members than these. */
    static JsonNode object(byte[] body, Set<String> members) {
        JsonNode json = parse(body);
        if (!json.isObject()) {
            throw ControlRefusal.invalid(null, "the body is not a JSON object", "give " + sorted(members));
        }
        for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!members.contains(name)) {
                throw ControlRefusal.invalid(
                        printable(name), "unknown member '" + printable(name) + "'", "it takes " + sorted(members));
            }
        }
        return json;
    }

    private static JsonNode parse(byte[] body) {
        if (body.length > MOST_BYTES) {
            throw ControlRefusal.of(413, "Content Too Large", "a command has at most " + MOST_BYTES + " bytes");
        }
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw ControlRefusal.invalid(
                    null, "the body is not JSON: " + e.getOriginalMessage(), "give one JSON object");
        } catch (IOException e) {
            throw ControlRefusal.invalid(null, "the body cannot be read", "give one JSON object in UTF-8");
        }
    }

    static String required(JsonNode json, String member, int longest, String fix) {
        JsonNode value = json.get(member);
        if (value == null || !value.isTextual() || value.textValue().isBlank()) {
            throw ControlRefusal.invalid(member, "'" + member + "' is missing or is not text", fix);
        }
        String text = value.textValue().strip();
        // It ends up in logs, on pages and on terminals.
        if (text.length() > longest || !printable(text).equals(text)) {
            throw ControlRefusal.invalid(
                    member,
                    "'" + member + "' is too long or has control characters",
                    "give one line of at most " + longest + " characters");
        }
        return text;
    }

    static Instant time(JsonNode value) {
        try {
            return OffsetDateTime.parse(value.asText()).toInstant();
        } catch (DateTimeException e) {
            throw ControlRefusal.invalid(
                    "until", "'until' is not a time", "give it as RFC 3339 has it, such as 2026-11-22T17:00:00Z");
        }
    }

    private static String printable(String text) {
        String line = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
        return line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) : line;
    }

    private static String sorted(Set<String> members) {
        return String.join(", ", new TreeSet<>(members));
    }
}
