package dev.lastwatt.adapter.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How the API writes its JSON: times by RFC 3339 in UTC, durations by ISO 8601, both to the millisecond; missing values not at all. */
@Singleton
public class JsonForm implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        SimpleModule module = new SimpleModule("lastwatt");
        module.addSerializer(Instant.class, new Times());
        module.addSerializer(Duration.class, new Durations());
        mapper.registerModule(module);
        mapper.setSerializationInclusion(JsonInclude.Include.NON_NULL);
    }

    /** After the customizers of the framework, whose module for times would win otherwise. */
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }

    static String text(Duration duration) {
        Duration rounded = duration.truncatedTo(ChronoUnit.MILLIS);
        // Java writes PT-1M-30S, which few readers of ISO 8601 know; a sign in front is what ISO 8601-2 has.
        return rounded.isNegative() ? "-" + rounded.negated() : rounded.toString();
    }

    private static final class Times extends JsonSerializer<Instant> {
        @Override
        public void serialize(Instant time, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(time.truncatedTo(ChronoUnit.MILLIS).toString());
        }
    }

    private static final class Durations extends JsonSerializer<Duration> {
        @Override
        public void serialize(Duration duration, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(text(duration));
        }
    }
}
