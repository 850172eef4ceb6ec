package dev.lastwatt.core.stoptime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A host with a past, and what can be learned from it, worked out by hand. */
public final class PastHost {

    /** Its description, as the simulated host reads it. */
    public static final Path FILE = Path.of("src/test/resources/history/history.json");

    private static final JsonNode HOST = read(FILE);
    private static final JsonNode EXPECTED = read(Path.of("src/test/resources/history/history-expected.json"));

    /** A stop in few words. */
    public record Stop(String guest, String method, double seconds, String ending, Instant began) {}

    /** A shutdown of the host in few words. */
    public record HostStop(Instant began, @Nullable Double seconds, String ending) {}

    private PastHost() {}

    static List<Guest> guests() {
        List<Guest> guests = new ArrayList<>();
        HOST.path("vms").forEach(vm -> guests.add(guest(vm)));
        return guests;
    }

    private static Guest guest(JsonNode vm) {
        Guest plain = Guest.running(
                GuestId.of(vm.path("id").asText()),
                vm.path("name").asText(),
                vm.path("memoryMb").asLong() << 20,
                "C:");
        return plain.with(
                new Guest.AutomaticActions(vm.path("automaticStopAction").asText(), plain.startAction(), 0));
    }

    static List<HostEvent> events() {
        List<HostEvent> events = new ArrayList<>();
        HOST.path("events")
                .forEach(e -> events.add(new HostEvent(
                        e.path("log").asText(),
                        e.path("id").asInt(),
                        Instant.parse(e.path("time").asText()),
                        e.path("vmId").isNull()
                                ? null
                                : GuestId.of(e.path("vmId").asText()))));
        return events;
    }

    /** The stops of guests that it teaches. */
    public static List<Stop> stops() {
        List<Stop> stops = new ArrayList<>();
        EXPECTED.path("stops")
                .forEach(s -> stops.add(new Stop(
                        s.path("vm").asText(),
                        s.path("method").asText(),
                        s.path("seconds").asDouble(),
                        s.path("outcome").asText(),
                        Instant.parse(s.path("began").asText()))));
        return stops;
    }

    /** The shutdowns of the host that it teaches. */
    public static List<HostStop> hostStops() {
        List<HostStop> stops = new ArrayList<>();
        EXPECTED.path("hostShutdowns")
                .forEach(s -> stops.add(new HostStop(
                        Instant.parse(s.path("began").asText()),
                        s.path("seconds").isNull() ? null : s.path("seconds").asDouble(),
                        s.path("outcome").asText().equals("power ran out") ? "ran-out" : "stopped")));
        return stops;
    }

    /** What was found, in the same words. */
    public static List<Stop> inWords(List<StopSample> samples) {
        Map<GuestId, String> names = new HashMap<>();
        guests().forEach(g -> names.put(g.id(), g.name()));
        return samples.stream()
                .map(s -> new Stop(
                        names.getOrDefault(s.guest(), "?"),
                        s.method().word(),
                        seconds(s.took()),
                        s.ending().word(),
                        s.at()))
                .toList();
    }

    /** What was found, in the same words. */
    public static List<HostStop> hostInWords(List<HostShutdown> shutdowns) {
        return shutdowns.stream()
                .map(s -> new HostStop(
                        s.began(),
                        s.took() == null ? null : seconds(s.took()),
                        s.ending().word()))
                .toList();
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    private static JsonNode read(Path file) {
        try {
            return new JsonMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
