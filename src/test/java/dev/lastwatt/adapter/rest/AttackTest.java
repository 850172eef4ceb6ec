package dev.lastwatt.adapter.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.guest.Volume;
import dev.lastwatt.port.Role;
import dev.lastwatt.served.Callers;
import dev.lastwatt.served.ServedEngine;
import dev.lastwatt.served.WithServedEngine;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody tries who means harm, as it arrives on the wire. Who may do what is in {@link AccessTest}. */
@QuarkusTest
@Tag("served")
@TestProfile(WithServedEngine.class)
class AttackTest {

    private static final String SCRIPT = "<script>alert(1)</script>";
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");

    private static final List<String> CHANGES = List.of(
            "PUT /api/v1/policy",
            "PATCH /api/v1/policy",
            "POST /api/v1/policy/preview",
            "POST /api/v1/arm",
            "POST /api/v1/disarm",
            "POST /api/v1/hold",
            "POST /api/v1/drills",
            "POST /api/v1/runs");

    @Inject
    ServedEngine served;

    @BeforeEach
    void reset() {
        served.reset();
    }

    @Test
    void tenThousandGuessesAreAnsweredAndNoneIsListenedToAfterTheTenth() throws IOException {
        // Later than any other test, which so know nothing of it.
        served.silence(Duration.ofDays(2));
        int wrong = 0;
        int locked = 0;
        try (Wire wire = new Wire()) {
            for (int batch = 0; batch < 100; batch++) {
                StringBuilder guesses = new StringBuilder();
                for (int i = 0; i < 100; i++) {
                    guesses.append(head("GET /api/v1/status", "Authorization: Bearer lw_guess" + batch + "-" + i));
                }
                for (int status : wire.statuses(guesses.toString(), 100)) {
                    wrong += status == 401 ? 1 : 0;
                    locked += status == 429 ? 1 : 0;
                }
            }
        }
        assertThat(wrong).isEqualTo(10);
        assertThat(locked).isEqualTo(9_990);
        given().get("/api/v1/status").then().statusCode(200);
        served.silence(Duration.ofMinutes(6));
        Callers.admin(served).get("/api/v1/status").then().statusCode(200);
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedWhetherItsLengthIsSaidOrNot() throws IOException {
        String token = served.tokens().create("large", Role.ADMIN, null, ServedEngine.START);
        String chunk = Integer.toHexString(60_000) + "\r\n" + "a".repeat(60_000) + "\r\n";
        for (String change : CHANGES) {
            String[] common = {
                "Authorization: Bearer " + token, "Content-Type: application/json", "Reason: harm", "If-Match: \"x\""
            };
            assertThat(firstStatus(head(change, with(common, "Content-Length: 10000000"))))
                    .as("%s, said", change)
                    .isEqualTo(413);
            assertThat(firstStatus(head(change, with(common, "Transfer-Encoding: chunked")) + chunk.repeat(5)))
                    .as("%s, not said: refused before it is read as a whole, for this or another reason", change)
                    .isBetween(400, 499);
        }
        served.tokens().revoke("large");
    }

    @Test
    void whoSendsAByteNowAndThenIsCutOffAndKeepsNobodyElseWaiting() throws IOException {
        List<Wire> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 50; i++) {
                Wire wire = new Wire();
                slow.add(wire);
                wire.send(i % 2 == 0 ? head("POST /api/v1/policy/preview", "Content-Length: 1000") : "GET /api/v1/sta");
            }
            given().get("/api/v1/status").then().statusCode(200);
            Wire patient = slow.get(0);
            assertThat(patient.dripsUntilClosed())
                    .as("closed by the other side")
                    .isTrue();
            given().get("/api/v1/status").then().statusCode(200);
        } finally {
            for (Wire wire : slow) {
                wire.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/../../../../etc/passwd",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/api/v1/policy/versions/..%2f..%2f..%2fetc%2fpasswd",
                "/api/v1/policy/versions/%252e%252e%252fetc%252fpasswd",
                "/api/v1/policy/versions/..%5c..%5cwindows%5cwin.ini",
                "/report/runs/..%2f..%2f..%2fetc%2fpasswd.txt",
                "/openapi-ui/..%2f..%2fetc/passwd",
                "/openapi-ui/%2e%2e/%2e%2e/application.properties",
                "/api/v1/runs/..%2F..%2Flastwatt.db",
                "//etc/passwd",
                "/api/v1/runs/%00"
            })
    void aPathLeadsToNoFile(String path) throws IOException {
        String answer = answer(head("GET " + path));
        assertThat(answer).containsPattern("^HTTP/1\\.1 (400|404) ").doesNotContain("root:", "quarkus.http", "SQLite");
    }

    @Test
    void noHeaderOfTheAnswerIsWrittenByTheRequest() throws IOException {
        String token = served.tokens().create("lines", Role.ADMIN, null, ServedEngine.START);
        for (String evil : List.of("a\rX-Evil: 1", "a%0d%0aX-Evil: 1", "a\u0085X-Evil: 1", "a\tb\u0000X-Evil: 1")) {
            for (String header : List.of("Reason", "Idempotency-Key", "If-Match")) {
                String answer = answer(head(
                        "POST /api/v1/arm?x=%0d%0aX-Evil:%201",
                        "Authorization: Bearer " + token, header + ": " + evil));
                assertThat(answer).doesNotContainPattern("(?im)^X-Evil").containsPattern("^HTTP/1\\.1 4");
            }
        }
        assertThat(answer(head("GET /api/v1/%0d%0aX-Evil:%201"))).doesNotContainPattern("(?im)^X-Evil");
        served.tokens().revoke("lines");
    }

    @Test
    void aScriptInAGuestsNameRunsNowhere() {
        served.engine()
                .inventoryRead(
                        new Inventory(
                                ServedEngine.START,
                                "host-1",
                                List.of(Guest.running(ServedEngine.DB, SCRIPT, 4L << 30, "D:")),
                                List.of(new Volume("D:", 64L << 30))),
                        ServedEngine.START);
        served.engine().tick();
        String page = given().get("/report/budget.html")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(page).doesNotContain(SCRIPT).contains("&lt;script&gt;");
        for (String path : List.of("/api/v1/guests", "/api/v1/plan", "/api/v1/budget")) {
            given().get(path)
                    .then()
                    .contentType("application/json")
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        }
    }

    @Test
    void aPageOfAnotherSiteChangesNothingWhateverItMaySend() throws IOException {
        String before = given().get("/api/v1/arming").header("ETag");
        for (String type :
                List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x")) {
            assertThat(firstStatus(head(
                                    "POST /api/v1/arm",
                                    "Origin: https://evil.example",
                                    "Content-Type: " + type,
                                    "Content-Length: 2")
                            + "{}"))
                    .as(type)
                    .isEqualTo(401);
        }
        for (String site : List.of("cross-site", "same-site")) {
            Callers.admin(served)
                    .header("Sec-Fetch-Site", site)
                    .header("Reason", "harm")
                    .header("If-Match", before)
                    .contentType("application/json")
                    .body("{}")
                    .post("/api/v1/arm")
                    .then()
                    .statusCode(403)
                    .body("type", equalTo("/problems/cross-site"));
        }
        assertThat(given().get("/api/v1/arming").header("ETag")).isEqualTo(before);
    }

    @Test
    void noOtherSiteIsToldThatItMayAskOrRead() {
        var answers = List.of(
                given().header("Origin", "https://evil.example").get("/api/v1/status"),
                given().header("Origin", "https://evil.example")
                        .header("Access-Control-Request-Method", "POST")
                        .header("Access-Control-Request-Headers", "authorization,reason,if-match")
                        .options("/api/v1/arm"));
        for (var answer : answers) {
            assertThat(answer.headers().asList())
                    .noneMatch(
                            header -> header.getName().toLowerCase(Locale.ROOT).startsWith("access-control-"));
        }
    }

    private static String[] with(String[] headers, String one) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add(one);
        return all.toArray(String[]::new);
    }

    private static String head(String request, String... headers) {
        StringBuilder head = new StringBuilder(request).append(" HTTP/1.1\r\nHost: localhost\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return head.append("\r\n").toString();
    }

    private static int firstStatus(String request) throws IOException {
        try (Wire wire = new Wire()) {
            return wire.statuses(request, 1).get(0);
        }
    }

    /** Up to the end of the connection, or a second of silence. */
    private static String answer(String request) throws IOException {
        try (Wire wire = new Wire()) {
            wire.send(request);
            return wire.head();
        }
    }

    /** A connection without a client that would mend what is sent. */
    private static final class Wire implements AutoCloseable {

        private final Socket socket = new Socket("127.0.0.1", RestAssured.port);
        private final InputStream in;
        private final OutputStream out;
        private final StringBuilder rest = new StringBuilder();

        Wire() throws IOException {
            socket.setSoTimeout(10_000);
            in = socket.getInputStream();
            out = socket.getOutputStream();
        }

        void send(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }

        /** Sends, and reads until so many answers have begun. */
        List<Integer> statuses(String requests, int count) throws IOException {
            try {
                send(requests);
            } catch (SocketException e) {
                // It need not listen to the end of what it refuses.
            }
            List<Integer> statuses = new ArrayList<>();
            byte[] part = new byte[65_536];
            while (statuses.size() < count) {
                int length = in.read(part);
                if (length < 0) {
                    break;
                }
                rest.append(new String(part, 0, length, StandardCharsets.ISO_8859_1));
                var found = STATUS.matcher(rest);
                int end = 0;
                while (found.find()) {
                    statuses.add(Integer.valueOf(found.group(1)));
                    end = found.end();
                }
                // A beginning may be cut in two.
                rest.delete(0, Math.max(end, rest.length() - 12));
            }
            return statuses;
        }

        String head() throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int c = in.read();
                if (c < 0) {
                    break;
                }
                head.append((char) c);
            }
            return head.toString();
        }

        /** A byte each time that nothing has come for a while; whether the other side ends it before the body is whole. */
        boolean dripsUntilClosed() throws IOException {
            socket.setSoTimeout(200);
            for (int sent = 0; sent < 100; sent++) {
                try {
                    if (in.read() < 0) {
                        return true;
                    }
                } catch (SocketTimeoutException e) {
                    // Nothing yet: the next byte.
                } catch (SocketException e) {
                    return true;
                }
                try {
                    send("a");
                } catch (SocketException e) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
