package dev.lastwatt.adapter.samples;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.Heartbeat;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.stoptime.StopCause;
import dev.lastwatt.core.stoptime.StopEnding;
import dev.lastwatt.core.stoptime.StopSample;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Samples as JSON Lines, one a line: {@code {"guest":"<id>","name":"sql1","method":"shutdown","at":"2026-08-02T02:00:00Z",
 * "took":"PT21S","ending":"stopped","cause":"host-shutdown","memoryBytes":8589934592,"others":1,"heartbeat":"ok"}}. The name is for
 * people and is not read back; everything else must be there. Members not known are errors.
 */
public final class SampleLines {

    /** Nobody measures more; a file that has more is another file. */
    private static final int MOST = 200_000;

    private static final int LONGEST_LINE = 4_000;
    private static final Duration LONGEST_STOP = Duration.ofDays(7);
    private static final long MOST_MEMORY = 1L << 46;
    private static final Set<String> MEMBERS = new TreeSet<>(
            Set.of("guest", "name", "method", "at", "took", "ending", "cause", "memoryBytes", "others", "heartbeat"));
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private SampleLines() {}

    /**
     * One line, without its end.
     *
     * @param name the guest's name, null where it is not known
     */
    public static String line(StopSample sample, @Nullable String name) {
        ObjectNode line = JSON.createObjectNode().put("guest", sample.guest().toString());
        if (name != null) {
            line.put("name", name);
        }
        return line.put("method", sample.method().word())
                .put("at", sample.at().toString())
                .put("took", sample.took().toString())
                .put("ending", sample.ending().word())
                .put("cause", sample.cause().word())
                .put("memoryBytes", sample.memoryBytes())
                .put("others", sample.others())
                .put("heartbeat", sample.heartbeat().name().toLowerCase(Locale.ROOT))
                .toString();
    }

    /**
     * All samples of a text; empty lines are skipped.
     *
     * @throws IllegalArgumentException naming the line, the member and the fix, if one of them is not right
     */
    public static List<StopSample> read(String text) {
        String plain = text.startsWith("\ufeff") ? text.substring(1) : text;
        List<StopSample> samples = new ArrayList<>();
        int number = 0;
        for (Iterator<String> lines = plain.lines().iterator(); lines.hasNext(); ) {
            String line = lines.next();
            number++;
            if (line.isBlank()) {
                continue;
            }
            if (samples.size() >= MOST) {
                throw new IllegalArgumentException(
                        "line " + number + ": more than " + MOST + " samples: split the file");
            }
            try {
                samples.add(sample(line));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("line " + number + ": " + printable(String.valueOf(e.getMessage())));
            }
        }
        return List.copyOf(samples);
    }

    private static StopSample sample(String line) {
        if (line.length() > LONGEST_LINE) {
            throw new IllegalArgumentException("longer than " + LONGEST_LINE + " characters, which no sample is");
        }
        JsonNode json = tree(line);
        if (!json.isObject()) {
            throw new IllegalArgumentException("not a JSON object: each line is one, with " + MEMBERS);
        }
        json.fieldNames().forEachRemaining(name -> {
            if (!MEMBERS.contains(name)) {
                throw new IllegalArgumentException("unknown member '" + name + "': known are " + MEMBERS);
            }
        });
        Duration took = parsed(json, "took", Duration::parse, "an ISO 8601 duration such as PT21S");
        if (took.isNegative() || took.isZero() || took.compareTo(LONGEST_STOP) > 0) {
            throw new IllegalArgumentException(
                    "'took' must be above zero and at most " + LONGEST_STOP.toDays() + " days");
        }
        return new StopSample(
                parsed(json, "guest", GuestId::of, "a guest's id as Hyper-V gives it"),
                parsed(json, "method", StopMethod::of, "save, shutdown or turn-off"),
                parsed(json, "at", Instant::parse, "a time such as 2026-08-02T02:00:00Z"),
                took,
                parsed(json, "ending", StopEnding::of, "stopped, hung, cut-off, called-off or unseen"),
                parsed(json, "cause", StopCause::of, "run, drill, by-hand or host-shutdown"),
                number(json, "memoryBytes", MOST_MEMORY),
                (int) number(json, "others", 10_000),
                parsed(json, "heartbeat", SampleLines::heartbeat, "ok, none or unknown"));
    }

    private static JsonNode tree(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static <T> T parsed(JsonNode json, String member, Function<String, T> parser, String fix) {
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

    private static long number(JsonNode json, String member, long most) {
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

    private static Heartbeat heartbeat(String word) {
        if (!word.equals(word.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(word);
        }
        return Heartbeat.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static String printable(String text) {
        String line = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
        return line.length() > 300 ? line.substring(0, 300) + "..." : line;
    }
}
