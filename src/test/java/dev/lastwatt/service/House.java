package dev.lastwatt.service;

import dev.lastwatt.contract.GuestSpec;
import dev.lastwatt.core.guest.Dependency;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.GuestState;
import dev.lastwatt.core.guest.ShutdownService;
import dev.lastwatt.core.guest.StopMethod;
import dev.lastwatt.core.policy.GuestRule;
import dev.lastwatt.core.policy.Policy;
import dev.lastwatt.core.stoptime.StopSample;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/** The guests of the hosts in these tests, who depends on whom, and what the service has measured of them. */
final class House {

    /** Simulated seconds in a second. */
    static final double SPEED = 10;

    /** Each with those that it needs. */
    static final Map<String, String> NEEDS = Map.of(
            "sql1", "dc1",
            "app1", "sql1",
            "app2", "sql1",
            "init1", "san1",
            "init2", "san1",
            "web1", "app1",
            "web2", "app2");

    /** Off before anything happens. */
    static final String OFF_BEFORE = "spare1";

    /** Without integration services: it can only be saved. */
    static final String WITHOUT_SERVICES = "legacy1";

    private House() {}

    /** Eleven guests, one of them off. */
    static List<GuestSpec> guests() {
        return List.of(
                guest("dc1", 15),
                guest("sql1", 20),
                guest("app1", 10),
                guest("app2", 15),
                guest("san1", 10),
                guest("init1", 10),
                guest("init2", 12),
                guest("web1", 5),
                guest("web2", 8),
                guest(WITHOUT_SERVICES, 10).withService(ShutdownService.NO_CONTACT),
                guest(OFF_BEFORE, 10).in(GuestState.OFF));
    }

    /** A domain controller, a database on it, an application on that, and a guest that is off. */
    static List<GuestSpec> few() {
        return guests().stream()
                .filter(g -> List.of("dc1", "sql1", "app1", OFF_BEFORE).contains(g.name()))
                .toList();
    }

    private static GuestSpec guest(String name, int shutdownSeconds) {
        return new GuestSpec(
                idOf(name),
                name,
                GuestState.RUNNING,
                2_048,
                GuestSpec.ROOMY,
                shutdownSeconds,
                5,
                ShutdownService.OK,
                Set.of());
    }

    /** The same in every process. */
    static GuestId idOf(String name) {
        return new GuestId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    /** The dependencies as a policy, with times that a test has. */
    static Policy policy(Duration mainsHold) {
        return policy(mainsHold, List.of(StopMethod.SHUTDOWN, StopMethod.SAVE));
    }

    /** The same by no other method: what is asked of the guests does not hang on how long the battery lasts. */
    static Policy shuttingDownOnly(Duration mainsHold) {
        return policy(mainsHold, List.of(StopMethod.SHUTDOWN));
    }

    private static Policy policy(Duration mainsHold, List<StopMethod> methods) {
        Policy usual = Policy.defaults();
        return new Policy(
                new Policy.Times(
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(1),
                        mainsHold,
                        Duration.ofSeconds(10),
                        usual.forcedShutdownGrace(),
                        usual.assumedRuntime(),
                        usual.saveWhenItBuys()),
                new Policy.Limits(usual.savesPerVolume(), usual.concurrentShutdowns()),
                List.of(),
                rules(methods),
                Policy.Windows.NONE,
                null,
                List.of());
    }

    private static List<GuestRule> rules(List<StopMethod> methods) {
        List<GuestRule> rules = new ArrayList<>();
        NEEDS.forEach((guest, server) -> rules.add(new GuestRule(
                guest,
                methods,
                List.of(new GuestRule.Need(
                        server, server.equals("san1") ? Dependency.Kind.HARD : Dependency.Kind.SOFT)),
                1,
                false)));
        for (String server : List.of("dc1", "san1")) {
            rules.add(new GuestRule(server, methods, List.of(), 1, false));
        }
        return rules;
    }

    /** Three shutdowns of each guest, of three seconds of the wall clock. */
    static List<StopSample> samples() {
        return guests().stream()
                .flatMap(g -> IntStream.rangeClosed(1, 3)
                        .mapToObj(day -> StopSample.stopped(
                                g.id(),
                                StopMethod.SHUTDOWN,
                                Instant.now().minus(Duration.ofDays(day)),
                                Duration.ofSeconds(3),
                                g.memoryMb() * 1024L * 1024L)))
                .toList();
    }
}
