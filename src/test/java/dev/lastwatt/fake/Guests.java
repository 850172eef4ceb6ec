package dev.lastwatt.fake;

import dev.lastwatt.core.guest.Dependency;
import dev.lastwatt.core.guest.DependencyGraph;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.Heartbeat;
import dev.lastwatt.core.guest.ShutdownService;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.policy.GuestRule;
import dev.lastwatt.core.stoptime.StopSample;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Guests, dependencies and rules in few words. A guest's id is made from its name. */
public final class Guests {

    /** Memory of a guest where nothing is said. */
    public static final long MEMORY = 3_000_000_000L;

    private Guests() {}

    /** The id that goes with a name. */
    public static GuestId id(String name) {
        return new GuestId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    /** A running guest on C:. */
    public static Guest guest(String name) {
        return guest(name, MEMORY, "C:");
    }

    /** A running guest. */
    public static Guest guest(String name, long memory, String volume) {
        return Guest.running(id(name), name, memory, volume);
    }

    /** The same guest without integration services that answer. */
    public static Guest mute(Guest guest) {
        return guest.withShutdownService(ShutdownService.NO_CONTACT).withHeartbeat(Heartbeat.NONE);
    }

    /** The same guest in a failover cluster. */
    public static Guest clustered(Guest guest) {
        return guest.with(new Guest.Kind(true, guest.replica(), guest.cannotSave()));
    }

    /** The same guest, which cannot be saved. */
    public static Guest unsavable(Guest guest) {
        return withObstacle(guest, "a GPU is assigned");
    }

    /** The same guest with a word found out about it. */
    public static Guest withTrait(Guest guest, String trait) {
        return guest.with(Set.of(trait));
    }

    /** The same guest, which cannot be saved for that reason. */
    public static Guest withObstacle(Guest guest, String obstacle) {
        return guest.with(new Guest.Kind(guest.clustered(), guest.replica(), obstacle));
    }

    /** The same guest while something else goes on. */
    public static Guest busy(Guest guest, @Nullable String with) {
        return guest.with(new Guest.Condition(guest.state(), guest.shutdownService(), guest.heartbeat(), with));
    }

    /** The same guest as the replica of one elsewhere. */
    public static Guest replica(Guest guest) {
        return guest.with(new Guest.Kind(guest.clustered(), true, guest.cannotSave()));
    }

    /** The same guest with these automatic actions. */
    public static Guest withActions(Guest guest, String stop, String start, int delaySeconds) {
        return guest.with(new Guest.AutomaticActions(stop, start, delaySeconds));
    }

    /** A dependency that may be broken. */
    public static Dependency soft(String guest, String on) {
        return new Dependency(id(guest), id(on), Dependency.Kind.SOFT);
    }

    /** A dependency that is never broken. */
    public static Dependency hard(String guest, String on) {
        return new Dependency(id(guest), id(on), Dependency.Kind.HARD);
    }

    /** A graph. */
    public static DependencyGraph graph(Dependency... dependencies) {
        return DependencyGraph.of(List.of(dependencies));
    }

    /** A rule that says only how guests are stopped. */
    public static GuestRule rule(String match, StopMethod... methods) {
        return new GuestRule(match, List.of(methods), List.of(), 1, false);
    }

    /** A rule that says how a guest is stopped, and what it needs. */
    public static GuestRule rule(String match, List<StopMethod> methods, Dependency.Kind kind, String... servers) {
        List<GuestRule.Need> needs =
                Arrays.stream(servers).map(s -> new GuestRule.Need(s, kind)).toList();
        return new GuestRule(match, methods, needs, 1, false);
    }

    /** A rule by which a guest is never touched. */
    public static GuestRule untouched(String match) {
        return new GuestRule(match, List.of(StopMethod.SHUTDOWN), List.of(), 1, true);
    }

    /** Twenty equal stops, so that the median is this long and the upper bound of a shutdown about 1.3 times as long. */
    public static List<StopSample> measured(Guest guest, StopMethod method, Duration took) {
        List<StopSample> samples = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            samples.add(
                    StopSample.stopped(guest.id(), method, Instant.EPOCH.plusSeconds(i), took, guest.memoryBytes()));
        }
        return samples;
    }
}
