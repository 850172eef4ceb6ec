package dev.lastwatt.adapter.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The body of a request, strictly: a misspelt member would otherwise be an order that is not obeyed. */
final class Body {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private Body() {}

    /** As JSON; nothing at all counts as an empty object. */
    static <T> T read(byte[] body, Class<T> type) {
        try {
            T read = JSON.readValue(body.length == 0 ? "{}" : text(body), type);
            if (read == null) {
                throw ProblemException.invalid("body", "the body is null", "give a JSON object");
            }
            return read;
        } catch (UnrecognizedPropertyException e) {
            String allowed = e.getKnownPropertyIds().stream()
                    .map(Object::toString)
                    .sorted()
                    .collect(Collectors.joining(", "));
            throw ProblemException.invalid(
                    printable(e.getPropertyName()),
                    "there is no member '" + printable(e.getPropertyName()) + "'",
                    "it takes " + allowed);
        } catch (JsonMappingException e) {
            String at = e.getPath().stream()
                    .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
                    .collect(Collectors.joining("."));
            String takes = takes(e instanceof MismatchedInputException wrong ? wrong.getTargetType() : null);
            throw ProblemException.invalid(
                    at.isEmpty() ? "body" : printable(at), "what is given here is not " + takes, "give " + takes);
        } catch (JsonProcessingException e) {
            throw ProblemException.invalid(
                    "body", "the body is not JSON: " + printable(firstLine(e)), "give a JSON object");
        } catch (IOException e) {
            throw ProblemException.invalid("body", "the body cannot be read", "give a JSON object in UTF-8");
        }
    }

    /** In the words of somebody who knows JSON and not this program. */
    private static String takes(@Nullable Class<?> type) {
        if (type == OffsetDateTime.class) {
            return "a time in RFC 3339, such as 2026-11-22T17:00:00Z";
        }
        if (type == Duration.class) {
            return "a length in ISO 8601, such as PT2H";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (type == String.class) {
            return "a text";
        }
        return type == null || type.isRecord()
                ? "a JSON object of the members that /openapi names"
                : "what /openapi names";
    }

    /** As text. */
    static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw ProblemException.invalid("body", "the body is not UTF-8 text", "send it as UTF-8");
        }
    }

    private static String firstLine(JsonProcessingException e) {
        return String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
    }

    private static String printable(String text) {
        String line = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
        return line.length() > 200 ? line.substring(0, 200) + "..." : line;
    }
}
