package dev.lastwatt.adapter.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.journal.DrillId;
import dev.lastwatt.core.journal.DrillOutcome;
import dev.lastwatt.core.journal.Phase;
import dev.lastwatt.core.journal.RunId;
import dev.lastwatt.core.journal.RunOutcome;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Function;

/** How the words of the core look in the journal's JSON: ids and words as text, times as RFC 3339, durations as ISO 8601. */
final class FactJson {

    private FactJson() {}

    static ObjectMapper mapper() {
        SimpleModule words = new SimpleModule("lastwatt");
        text(words, RunId.class, RunId::value, RunId::new);
        text(words, GuestId.class, GuestId::toString, GuestId::of);
        text(words, StopMethod.class, StopMethod::word, StopMethod::of);
        text(words, Phase.class, Phase::word, word -> wordOf(Phase.values(), Phase::word, word));
        text(words, RunOutcome.class, RunOutcome::word, word -> wordOf(RunOutcome.values(), RunOutcome::word, word));
        text(words, DrillId.class, DrillId::value, DrillId::new);
        text(
                words,
                DrillOutcome.class,
                DrillOutcome::word,
                word -> wordOf(DrillOutcome.values(), DrillOutcome::word, word));
        // A state that only a newer version knows is what the word says: unknown.
        text(words, GuestState.class, GuestState::name, name -> Arrays.stream(GuestState.values())
                .filter(state -> state.name().equals(name))
                .findAny()
                .orElse(GuestState.UNKNOWN));
        return JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .addModule(words)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
    }

    private static <T> T wordOf(T[] values, Function<T, String> word, String text) {
        return Arrays.stream(values)
                .filter(value -> word.apply(value).equals(text))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("unknown word '" + text + "'"));
    }

    private static <T> void text(
            SimpleModule module, Class<T> type, Function<T, String> toText, Function<String, T> fromText) {
        module.addSerializer(type, new StdSerializer<T>(type) {
            private static final long serialVersionUID = 1L;

            @Override
            public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeString(toText.apply(value));
            }
        });
        module.addDeserializer(type, new StdDeserializer<T>(type) {
            private static final long serialVersionUID = 1L;

            @Override
            public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
                try {
                    return fromText.apply(in.getText());
                } catch (IllegalArgumentException e) {
                    throw context.weirdStringException(in.getText(), type, String.valueOf(e.getMessage()));
                }
            }
        });
    }
}
