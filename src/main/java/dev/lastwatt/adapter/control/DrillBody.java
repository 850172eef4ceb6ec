package dev.lastwatt.adapter.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lastwatt.app.CalibrationRequest;
import dev.lastwatt.app.DrillRequest;
import dev.lastwatt.core.guest.StopMethod;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request for a drill as it comes in. As strict as {@link Command}. */
final class DrillBody {

    private static final int LONGEST_GUEST = 200;
    private static final Set<String> MEMBERS =
            Set.of("by", "kind", "guest", "method", "until", "within", "through", "othersTold");

    private DrillBody() {}

    /** {@code {"by": "...", "kind": "guest", "guest": "web1", "method": "shutdown", "until": "..."}}; or {@code "within"} from now. */
    static DrillRequest read(byte[] body, Instant now) {
        JsonNode json = Command.object(body, MEMBERS);
        String by = Command.required(json, "by", Command.LONGEST_NAME, "say who asks");
        DrillRequest.Kind kind = kind(json);
        boolean full = kind == DrillRequest.Kind.FULL;
        boolean one = kind == DrillRequest.Kind.GUEST || kind == DrillRequest.Kind.PROBE;
        String guest = one
                ? Command.required(json, "guest", LONGEST_GUEST, "name the guest, or give its id")
                : refused(json, "guest", "only a drill of kind 'guest' or 'probe' names one");
        StopMethod method = full ? null : method(json);
        if (kind == DrillRequest.Kind.PROBE && method == StopMethod.SAVE) {
            throw ControlRefusal.invalid("method", "a probe shuts its guest down", "leave 'method' out");
        }
        Instant until = Command.end(json, "within", now);
        return new DrillRequest(
                kind, guest, method, until, flag(json, "through", full), flag(json, "othersTold", full), by);
    }

    /** {@code {"by": "...", "until": "...", "byHand": true, "othersTold": false, "dry": false}}; or {@code "within"} from now. */
    static CalibrationRequest calibration(byte[] body, Instant now) {
        JsonNode json = Command.object(body, Set.of("by", "until", "within", "byHand", "othersTold", "dry"));
        return new CalibrationRequest(
                Command.end(json, "within", now),
                flag(json, "byHand", true),
                flag(json, "othersTold", true),
                flag(json, "dry", true),
                Command.required(json, "by", Command.LONGEST_NAME, "say who asks"));
    }

    /** {@code {"by": "..."}}. */
    static String stop(byte[] body) {
        return Command.required(Command.object(body, Set.of("by")), "by", Command.LONGEST_NAME, "say who asks");
    }

    private static DrillRequest.Kind kind(JsonNode json) {
        String word = Command.required(json, "kind", 10, "give guest, probe, all or full");
        for (DrillRequest.Kind kind : DrillRequest.Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(word)) {
                return kind;
            }
        }
        throw ControlRefusal.invalid("kind", "'kind' is not a kind of drill", "give guest, probe, all or full");
    }

    private static @Nullable StopMethod method(JsonNode json) {
        if (!json.has("method")) {
            return null;
        }
        String word = Command.required(json, "method", 20, "give save or shutdown");
        return switch (word) {
            case "save" -> StopMethod.SAVE;
            case "shutdown" -> StopMethod.SHUTDOWN;
            default ->
                throw ControlRefusal.invalid("method", "'method' is not one of a drill", "give save or shutdown");
        };
    }

    private static boolean flag(JsonNode json, String member, boolean allowed) {
        if (!json.has(member)) {
            return false;
        }
        if (!json.get(member).isBoolean() || !allowed) {
            throw ControlRefusal.invalid(
                    member,
                    "'" + member + "' is true or false" + (allowed ? "" : ", in a full drill only"),
                    "leave it out otherwise");
        }
        return json.get(member).booleanValue();
    }

    private static @Nullable String refused(JsonNode json, String member, String why) {
        if (json.has(member)) {
            throw ControlRefusal.invalid(member, why, "leave it out");
        }
        return null;
    }
}
