package dev.lastwatt.adapter.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lastwatt.adapter.scenario.Known.KnownGuest;
import dev.lastwatt.adapter.scenario.Known.KnownVolume;
import dev.lastwatt.adapter.scenario.Known.Method;
import dev.lastwatt.adapter.scenario.Known.Outcome;
import dev.lastwatt.adapter.scenario.Known.PastStop;
import dev.lastwatt.core.guest.Dependency;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.Heartbeat;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.stoptime.Role;
import dev.lastwatt.core.stoptime.Roles;
import dev.lastwatt.core.stoptime.StopCause;
import dev.lastwatt.core.stoptime.StopEnding;
import dev.lastwatt.core.stoptime.StopSample;
import dev.lastwatt.core.stoptime.StopTime;
import dev.lastwatt.core.stoptime.StopTimes;
import dev.lastwatt.core.stoptime.StopTimes.Subject;
import dev.lastwatt.core.stoptime.Traits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What the stop-time model states of the guests of a scenario, from what is known alone: the lines of a quantile file. */
public final class StatedStops {

    private static final long MEGABYTE = 1L << 20;
    private static final int LAST_GROUP = 2;
    private static final Instant FAILURE = Instant.EPOCH;
    private static final ObjectWriter LINE = JsonMapper.builder().build().writer();

    private StatedStops() {}

    /** The model that a scenario's knowledge gives. */
    public static StopTimes model(Known known) {
        List<Subject> subjects = new ArrayList<>();
        List<StopSample> samples = new ArrayList<>();
        Roles roles = roles(known);
        for (KnownGuest guest : known.guests()) {
            GuestId id = id(guest.name());
            subjects.add(new Subject(id, guest.volume(), traits(guest, roles.of(id))));
            for (PastStop stop : guest.stops()) {
                samples.add(sample(guest, id, stop));
            }
        }
        Map<String, Double> paces = new HashMap<>();
        for (KnownVolume volume : known.volumes()) {
            paces.put(volume.name(), volume.saveMbPerSecond() * MEGABYTE);
        }
        return StopTimes.of(subjects, samples, paces);
    }

    /** One line a guest, in the order of the scenario. */
    public static List<String> lines(Scenario scenario) {
        StopTimes model = model(scenario.known());
        List<String> lines = new ArrayList<>();
        for (KnownGuest guest : scenario.known().guests()) {
            StopTime estimate = model.expected(id(guest.name()), StopMethod.SHUTDOWN);
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("scenario", scenario.id());
            line.put("guest", guest.name());
            line.put("method", StopMethod.SHUTDOWN.word());
            line.put("p50", seconds(estimate.quantile(0.5)));
            line.put("p95", seconds(estimate.quantile(0.95)));
            line.put("p99", seconds(estimate.quantile(0.99)));
            line.put("hang", Math.round(estimate.hang() * 1e5) / 1e5);
            try {
                lines.add(LINE.writeValueAsString(line));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("an estimate cannot be written", e);
            }
        }
        return lines;
    }

    private static Roles roles(Known known) {
        Set<GuestId> last = known.guests().stream()
                .filter(g -> g.group() == LAST_GROUP)
                .map(g -> id(g.name()))
                .collect(Collectors.toSet());
        return Roles.of(
                known.dependencies().stream()
                        .map(d -> new Dependency(id(d.guest()), id(d.on()), Dependency.Kind.SOFT))
                        .toList(),
                last);
    }

    private static Traits traits(KnownGuest guest, Role role) {
        Boolean pending = guest.updatesPending();
        return new Traits(
                switch (guest.os()) {
                    case WINDOWS -> Traits.Os.WINDOWS;
                    case LINUX -> Traits.Os.LINUX;
                    case OTHER -> Traits.Os.UNKNOWN;
                },
                Math.max(1, Math.round(guest.memoryMb() * MEGABYTE)),
                role,
                pending == null ? Traits.Updates.UNKNOWN : pending ? Traits.Updates.PENDING : Traits.Updates.NONE);
    }

    private static StopSample sample(KnownGuest guest, GuestId id, PastStop stop) {
        return new StopSample(
                id,
                stop.method() == Method.SAVE ? StopMethod.SAVE : StopMethod.SHUTDOWN,
                FAILURE.minus(Duration.ofSeconds(Math.round(stop.daysAgo() * 86_400))),
                Duration.ofMillis(Math.max(1, Math.round(stop.seconds() * 1000))),
                stop.outcome() == Outcome.CUT_OFF ? StopEnding.HUNG : StopEnding.STOPPED,
                StopCause.RUN,
                Math.max(1, Math.round(guest.memoryMb() * MEGABYTE)),
                0,
                Heartbeat.UNKNOWN);
    }

    /** Scenarios know guests by name, the model by id. */
    static GuestId id(String name) {
        return new GuestId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
