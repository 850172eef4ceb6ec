package dev.lastwatt.adapter.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lastwatt.core.journal.JournalEntry;
import dev.lastwatt.served.Callers;
import dev.lastwatt.served.ServedEngine;
import dev.lastwatt.served.WithServedEngine;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests that the API's own description suggests, spoiled by a seeded generator. {@code LASTWATT_FUZZ} sends so many for each seed
 * instead of a few hundred.
 */
@QuarkusTest
@Tag("served")
@TestProfile(WithServedEngine.class)
class FuzzTest {

    private static final int REQUESTS = Integer.parseInt(System.getenv().getOrDefault("LASTWATT_FUZZ", "400"));

    private static final List<String> TEXTS = List.of(
            "",
            "0",
            "-1",
            "99999999999999999999",
            "1e9",
            "true",
            "null",
            "..%2f..%2fetc%2fpasswd",
            "%00",
            "%0d%0aX-Injected:%201",
            "'\"><script>alert(1)</script>",
            "${jndi:ldap://x}",
            "\u202e\ud83d\ude00",
            "a".repeat(3000),
            "20261122-170000",
            "v1",
            "\"v1\"",
            "*",
            "P1D",
            "2026-11-22T17:00:00Z");

    private static final List<String> BODIES = List.of(
            "",
            "{}",
            "[]",
            "null",
            "{",
            "{\"live\": true}",
            "{\"live\": \"true\"}",
            "{\"kind\": \"guest\", \"guest\": \"db\", \"within\": \"PT1H\"}",
            "{\"kind\": \"full\", \"until\": \"9999-12-31T00:00:00Z\"}",
            "{\"for\": \"PT99999999999999999H\"}",
            "{\"until\": \"-999999999-01-01T00:00:00Z\"}",
            "{\"reserve\": \"60s\"}",
            "{\"guests\": [{\"match\": \"*\", \"leaveAlone\": true}]}",
            "reserve: 60s\n",
            "a: &a [x, x]\nb: [*a, *a]\n",
            "!!java.net.URL [http://x]\n",
            "{\"a\":".repeat(2000),
            "\u0000\u0001",
            "x".repeat(20_000));

    private static final List<String> TYPES = List.of(
            "application/json",
            "application/yaml",
            "application/merge-patch+json",
            "text/plain",
            "multipart/form-data",
            "application/json;charset=utf-16",
            "*/*",
            "x");

    @Inject
    ServedEngine served;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** Method and path of each operation. */
    private List<String[]> operations() throws Exception {
        JsonNode document =
                new ObjectMapper().readTree(given().get("/openapi?format=json").asString());
        List<String[]> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            // A stream of events does not end by itself.
            if (!path.getKey().endsWith("/events")) {
                path.getValue().fieldNames().forEachRemaining(m -> operations.add(new String[] {m, path.getKey()}));
            }
        }
        return operations;
    }

    @BeforeEach
    void reset() {
        served.reset();
    }

    private HttpResponse<String> send(Random random, String[] operation, String token) throws Exception {
        String path = operation[1].replaceAll("\\{\\w+}", encoded(pick(random, TEXTS)));
        String query = random.nextInt(3) == 0
                ? "?" + pick(random, List.of("limit", "after", "before", "accept-risk", "guest", "name", "x")) + "="
                        + encoded(pick(random, TEXTS))
                : "";
        String method =
                random.nextInt(10) == 0 ? pick(random, List.of("GET", "PUT", "POST", "DELETE", "PATCH")) : operation[0];
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + RestAssured.port + path + query))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", pick(random, TYPES))
                .method(
                        method.toUpperCase(Locale.ROOT),
                        HttpRequest.BodyPublishers.ofString(pick(random, BODIES), StandardCharsets.UTF_8));
        header(random, request, "If-Match");
        header(random, request, "Reason");
        header(random, request, "Idempotency-Key");
        header(random, request, "Accept");
        if (!token.isEmpty()) {
            request.header("Authorization", token);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void header(Random random, HttpRequest.Builder request, String name) {
        String value = pick(random, TEXTS).replaceAll("[^ -~]", "?");
        if (random.nextInt(3) > 0) {
            request.header(name, value);
        }
    }

    /** What a path cannot hold is sent as it would be by a browser. */
    private static String encoded(String text) {
        return text.startsWith("%") || text.startsWith("..%")
                ? text
                : URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void noRequestOfAnAdministratorBreaksTheService(long seed) throws Exception {
        Random random = new Random(seed);
        List<String[]> operations = operations();
        String token = Callers.adminToken(served);
        for (int i = 0; i < REQUESTS; i++) {
            String[] operation = pick(random, operations);
            HttpResponse<String> answer = send(random, operation, "Bearer " + token);
            boolean busy = answer.statusCode() == 503;
            assertThat(answer.statusCode() < 500 || busy)
                    .as("seed " + seed + ", request " + i + ": " + answer.request() + " -> " + answer.statusCode() + " "
                            + answer.body())
                    .isTrue();
            assertThat(answer.headers().firstValue("X-Injected")).isEmpty();
            if (answer.statusCode() >= 400) {
                assertThat(answer.headers().firstValue("Content-Type").orElse(Problem.MEDIA_TYPE))
                        .as(answer.request() + " " + answer.statusCode())
                        .startsWith(Problem.MEDIA_TYPE);
            }
        }
        given().get("/api/v1/status").then().statusCode(200);
    }

    @Test
    void noRequestWithoutATokenChangesAnything() throws Exception {
        Random random = new Random(3);
        List<String[]> operations = operations();
        String before = state();
        for (int i = 0; i < REQUESTS; i++) {
            HttpResponse<String> answer = send(random, pick(random, operations), "");
            assertThat(answer.statusCode()).isLessThan(500);
        }
        assertThat(state()).isEqualTo(before);
    }

    /** What a change would show in. */
    private String state() {
        List<JournalEntry> journal = served.memory().after(0, 1_000_000);
        return given().get("/api/v1/policy").header("ETag")
                + journal.size()
                + given().get("/api/v1/audit").asString();
    }
}
