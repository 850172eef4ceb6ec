package dev.lastwatt.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures what a flood of requests does to the engine: the spacing of its ticks, and when a running shutdown asks whom. Not among the
 * tests, since it takes minutes and says more on a machine that does nothing else:
 *
 * <p>{@code mvn -B -Pquick package failsafe:integration-test -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=Flood}
 */
class Flood {

    private static final int CALLERS = 16;
    private static final Duration CALM = Duration.ofSeconds(30);
    private static final Pattern TICK = Pattern.compile("(?m)^(\\S+) DEBUG .*EngineLoop.*tick$");

    private final JsonMapper json = new JsonMapper();
    private final Path folder;
    private final AtomicLong answered = new AtomicLong();
    private final Map<Integer, AtomicLong> statuses = new TreeMap<>();

    Flood(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aFloodAgainstARunningShutdown() throws Exception {
        List<String> calm = shutdown("calm", false);
        statuses.clear();
        List<String> flooded = shutdown("flooded", true);
        System.out.println("who is asked, seconds after the order: calm, flooded");
        for (int i = 0; i < Math.max(calm.size(), flooded.size()); i++) {
            System.out.println(
                    "  " + (i < calm.size() ? calm.get(i) : "-") + "   " + (i < flooded.size() ? flooded.get(i) : "-"));
        }
        assertThat(flooded).hasSameSizeAs(calm);
    }

    private List<String> shutdown(String name, boolean flood) throws Exception {
        Path own = Files.createDirectories(folder.resolve(name));
        try (Program program = new Program(own)
                .simulated()
                .with("quarkus.log.category.\"dev.lastwatt.boot.EngineLoop\".level", "DEBUG")) {
            String token = program.run("token", "create", "--name", "ann", "--role", "admin")
                    .output()
                    .strip();
            program.serve();
            assertThat(program.run("arm", "--reason", "a measurement").code()).isZero();
            AtomicBoolean ended = new AtomicBoolean();
            ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
            Instant began = Instant.now();
            for (int i = 0; flood && i < CALLERS; i++) {
                int kind = i;
                callers.execute(() -> ask(program, token, kind, ended));
            }
            Thread.sleep(CALM.toMillis());
            Instant ordered = order(program, token);
            await().atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofSeconds(2))
                    .ignoreExceptions()
                    .until(() ->
                            !asked(program).isEmpty() && asked(program).stream().anyMatch(a -> a.endsWith("the host")));
            ended.set(true);
            callers.shutdown();
            callers.awaitTermination(20, TimeUnit.SECONDS);
            ticks(name, program.said(), began.plusSeconds(5));
            System.out.println("  answers: " + statuses);
            List<String> who = new ArrayList<>();
            for (String line : asked(program)) {
                int space = line.indexOf(' ');
                Duration after = Duration.between(ordered, Instant.parse(line.substring(0, space)));
                who.add(String.format(Locale.ROOT, "%s %.2f", line.substring(space + 1), after.toMillis() / 1000.0));
            }
            return who;
        }
    }

    private Instant order(Program program, String token) throws Exception {
        String tag = program.get("/api/v1/plan").headers().firstValue("ETag").orElseThrow();
        Instant now = Instant.now();
        var answer = program.send(
                "POST",
                "/api/v1/runs",
                "{\"live\": true}",
                "Authorization",
                "Bearer " + token,
                "Content-Type",
                "application/json",
                "If-Match",
                tag,
                "Reason",
                "a measurement");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return now;
    }

    private void ask(Program program, String token, int kind, AtomicBoolean ended) {
        while (!ended.get()) {
            try {
                int status =
                        switch (kind % 4) {
                            case 0 -> program.get("/report/budget.html").statusCode();
                            case 1 -> program.get("/api/v1/plan").statusCode();
                            case 2 -> program.get("/api/v1/journal?limit=500").statusCode();
                            default ->
                                program.send(
                                                "POST",
                                                "/api/v1/policy/preview",
                                                "{\"reserve\": \"PT2M\"}",
                                                "Authorization",
                                                "Bearer " + token,
                                                "Content-Type",
                                                "application/json")
                                        .statusCode();
                        };
                synchronized (statuses) {
                    statuses.computeIfAbsent(status, s -> new AtomicLong()).incrementAndGet();
                }
                answered.incrementAndGet();
            } catch (IOException e) {
                synchronized (statuses) {
                    statuses.computeIfAbsent(-1, s -> new AtomicLong()).incrementAndGet();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** "TIME GUEST" of each that was asked to stop, and of the host, in order. */
    private List<String> asked(Program program) throws Exception {
        List<String> all = new ArrayList<>();
        long after = 0;
        while (true) {
            JsonNode page = json.readTree(
                    program.get("/api/v1/journal?limit=500&after=" + after).body());
            JsonNode entries = page.path("entries");
            if (entries.isEmpty()) {
                return all;
            }
            for (JsonNode entry : entries) {
                after = entry.path("sequence").asLong();
                String type = entry.path("type").asText();
                if (type.equals("stop-requested") || type.equals("host-shutdown-asked")) {
                    all.add(entry.path("at").asText() + " "
                            + (type.startsWith("host")
                                    ? "the host"
                                    : entry.path("name").asText()));
                }
            }
        }
    }

    private void ticks(String name, String log, Instant from) {
        List<Long> gaps = new ArrayList<>();
        Instant last = null;
        Matcher lines = TICK.matcher(log);
        while (lines.find()) {
            Instant at = OffsetDateTime.parse(lines.group(1)).toInstant();
            if (last != null && last.isAfter(from)) {
                gaps.add(Duration.between(last, at).toMillis());
            }
            last = at;
        }
        gaps.sort(null);
        System.out.printf(
                Locale.ROOT,
                "%s: %d ticks, between two p50 %d ms, p99 %d ms, longest %d ms%n",
                name,
                gaps.size(),
                gaps.get(gaps.size() / 2),
                gaps.get(Math.min(gaps.size() - 1, gaps.size() * 99 / 100)),
                gaps.get(gaps.size() - 1));
    }
}
