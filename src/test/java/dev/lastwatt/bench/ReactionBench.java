package dev.lastwatt.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lastwatt.peer.GenuineUpsd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * From the failure of the mains to a plan on the API, and from a guest that is off to the request that its successor gets. The
 * latter is read from the host itself: when each request reached it, and when what it asked for was done.
 */
public final class ReactionBench {

    private static final int GUESTS = 20;
    private static final int CHAIN = 6;
    private static final int SHUTDOWN_SECONDS = 4;
    private static final long POLL_MILLIS = 20;
    private static final JsonMapper JSON = new JsonMapper();

    private ReactionBench() {}

    /** Plays one outage; takes about two minutes. */
    public static void main(String[] jvmFlags) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("lastwatt-reaction");
        Path host = HostFile.write(folder, GUESTS, SHUTDOWN_SECONDS);
        try (GenuineUpsd ups = GenuineUpsd.start();
                ServedProgram program = new ServedProgram(folder, host, policy(), ups, List.of(jvmFlags))) {
            program.awaitPlan(GUESTS);
            program.arm();
            Thread.sleep(30_000);
            System.out.println("load " + ProcessCost.load());
            System.out.println("failure to plan: " + failureToPlan(ups, program).toMillis() + " ms");
            // With a battery that lasts, stops begin as late as is safe; the measurement is not to wait for that.
            ups.set("ups.status", "OB DISCHRG LB");
            awaitLastRequest(host);
            Map<String, Double> asked = moments(host, "jobs", "began");
            Map<String, Double> off = moments(host, "events", "time");
            for (int i = 1; i < CHAIN; i++) {
                System.out.printf(
                        "%s off to %s asked: %.0f ms%n",
                        HostFile.name(i - 1), HostFile.name(i), 1000 * (of(asked, i) - of(off, i - 1)));
            }
            System.out.println("load " + ProcessCost.load());
        }
    }

    private static double of(Map<String, Double> moments, int guest) {
        return moments.getOrDefault(HostFile.id(guest).toString(), Double.NaN);
    }

    /** In the host's own seconds, the first for each guest: when it was asked (its jobs), when it was down (its events). */
    private static Map<String, Double> moments(Path host, String list, String field) throws IOException {
        Map<String, Double> moments = new HashMap<>();
        Path state = host.resolveSibling("host.json.state.json");
        if (Files.exists(state)) {
            for (JsonNode entry : JSON.readTree(Files.readString(state)).path(list)) {
                moments.putIfAbsent(entry.path("vm").asText(), entry.path(field).asDouble());
            }
        }
        return moments;
    }

    /** Each guest of the chain is stopped after the one before it. */
    private static String policy() {
        StringBuilder policy = new StringBuilder("rideThrough: 5s\nconcurrentShutdowns: 20\nguests:\n");
        for (int i = 0; i < CHAIN - 1; i++) {
            policy.append("  - match: \"%s\"%n    dependsOn:%n      - guest: \"%s\"%n"
                    .formatted(HostFile.name(i), HostFile.name(i + 1)));
        }
        return policy.toString();
    }

    /** Until the API has a plan that begins at this failure; on the mains each plan begins at the moment it was made. */
    private static Duration failureToPlan(GenuineUpsd ups, ServedProgram program) throws InterruptedException {
        Instant failed = Instant.now();
        ups.set("ups.status", "OB DISCHRG");
        while (true) {
            JsonNode plan = program.get("/api/v1/plan");
            String since = plan.path("powerFailedAt").asText("");
            boolean outage = "on battery"
                    .equals(program.get("/api/v1/status")
                            .path("power")
                            .path("state")
                            .asText(""));
            if (outage && !since.isEmpty() && !since.equals(plan.path("madeAt").asText())) {
                return Duration.between(failed, Instant.now());
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private static void awaitLastRequest(Path host) throws IOException, InterruptedException {
        Instant until = Instant.now().plusSeconds(150);
        while (!moments(host, "jobs", "began")
                .containsKey(HostFile.id(CHAIN - 1).toString())) {
            if (Instant.now().isAfter(until)) {
                throw new IllegalStateException("the chain was not stopped in time");
            }
            Thread.sleep(500);
        }
    }
}
