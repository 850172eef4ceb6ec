package dev.lastwatt.adapter.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lastwatt.app.CalibrationRequest;
import dev.lastwatt.app.DrillRequest;
import dev.lastwatt.app.SampleExchange;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The command line's way to the service that runs on this host. */
public final class ControlClient {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Characters that are sent at once: of at most four bytes each, below what the service lets in. */
    private static final int PIECE = 3000;
    /** Hundreds of guests, one change after another. */
    private static final Duration PATIENCE_WITH_SETTINGS = Duration.ofMinutes(5);

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final URI service;
    private final SecretFile secret;
    private final HttpClient http;

    /**
     * To the service at that port of IPv4 loopback.
     *
     * @param secret the one of the service's data folder
     */
    public ControlClient(int port, SecretFile secret) {
        this.service = URI.create("http://127.0.0.1:" + port + "/");
        this.secret = secret;
        // Without the machine's proxy settings: what is said here stays on this host.
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(3))
                .proxy(HttpClient.Builder.NO_PROXY)
                .build();
    }

    /**
     * Whether the service would act.
     *
     * @throws ControlException if it cannot be asked
     * @throws SecretException if its secret cannot be read
     */
    public ControlState state() {
        return send(request("control/state").GET(), ControlState.class);
    }

    /**
     * How the drill goes.
     *
     * @throws ControlException if it cannot be asked
     * @throws SecretException if its secret cannot be read
     */
    public DrillState drillState() {
        return send(request("control/drill").GET(), DrillState.class);
    }

    /**
     * Begins a drill.
     *
     * @param within how long its window is from now on by the clock of the service, which may run faster than ours; null for the end
     *     that was asked for
     * @throws ControlException if it cannot be asked, or refuses
     * @throws SecretException if its secret cannot be read
     */
    public DrillState drill(DrillRequest asked, @Nullable Duration within) {
        ObjectNode body = JSON.createObjectNode()
                .put("by", asked.by())
                .put("kind", asked.kind().name().toLowerCase(Locale.ROOT));
        if (asked.guest() != null) {
            body.put("guest", asked.guest());
        }
        if (asked.method() != null) {
            body.put("method", asked.method().word());
        }
        if (asked.until() != null) {
            body.put("until", asked.until().toString());
        }
        if (within != null) {
            body.put("within", within.toString());
        }
        if (asked.kind() == DrillRequest.Kind.FULL) {
            body.put("through", asked.through()).put("othersTold", asked.othersTold());
        }
        return post("control/drill", body, DrillState.class);
    }

    /**
     * Begins a calibration of the battery; or says what it would do, if asked to do only that.
     *
     * @param within how long its window is from now on by the clock of the service; null for the end that is asked for
     * @throws ControlException if it cannot be asked, or refuses
     * @throws SecretException if its secret cannot be read
     */
    public DrillState calibrate(CalibrationRequest asked, @Nullable Duration within) {
        ObjectNode body = JSON.createObjectNode()
                .put("by", asked.by())
                .put("byHand", asked.byHand())
                .put("othersTold", asked.othersTold())
                .put("dry", asked.dry());
        if (asked.until() != null) {
            body.put("until", asked.until().toString());
        }
        if (within != null) {
            body.put("within", within.toString());
        }
        return post("control/drill/calibrate", body, DrillState.class);
    }

    /**
     * Ends the drill.
     *
     * @throws ControlException if it cannot be asked, or refuses
     * @throws SecretException if its secret cannot be read
     */
    public DrillState stopDrill(String by) {
        return post("control/drill/stop", JSON.createObjectNode().put("by", by), DrillState.class);
    }

    /**
     * From now on the service acts.
     *
     * @throws ControlException if it cannot be asked, or refuses
     * @throws SecretException if its secret cannot be read
     */
    public ControlState arm(String by, String reason) {
        return post("control/arm", command(by, reason), ControlState.class);
    }

    /**
     * From now on the service only looks.
     *
     * @param length how long by the clock of the service, until it arms itself again, or null for never
     * @throws ControlException if it cannot be asked, or refuses
     * @throws SecretException if its secret cannot be read
     */
    public ControlState disarm(@Nullable Duration length, String by, String reason) {
        ObjectNode command = command(by, reason);
        if (length != null) {
            command.put("for", length.toString());
        }
        return post("control/disarm", command, ControlState.class);
    }

    /**
     * Power will come: nothing is stopped until then that could still wait.
     *
     * @param until when, or null where {@code length} is given
     * @param length how long by the clock of the service, or null where {@code until} is given
     * @throws ControlException if it cannot be asked, or refuses
     * @throws SecretException if its secret cannot be read
     */
    public ControlState hold(@Nullable Instant until, @Nullable Duration length, String by, String reason) {
        ObjectNode command = command(by, reason);
        if (until != null) {
            command.put("until", until.toString());
        }
        if (length != null) {
            command.put("for", length.toString());
        }
        return post("control/hold", command, ControlState.class);
    }

    /**
     * Nothing is held any longer.
     *
     * @throws ControlException if it cannot be asked, or refuses
     * @throws SecretException if its secret cannot be read
     */
    public ControlState endHold(String by, String reason) {
        return post("control/hold/end", command(by, reason), ControlState.class);
    }

    /**
     * What is known of the battery.
     *
     * @throws ControlException if it cannot be asked, or refuses
     * @throws SecretException if its secret cannot be read
     */
    public BatteryState battery() {
        return post("control/battery", JSON.createObjectNode(), BatteryState.class);
    }

    /**
     * The battery was replaced then.
     *
     * @param ups the name of the UPS, null where there is only one
     * @throws ControlException if it cannot be asked, or refuses
     * @throws SecretException if its secret cannot be read
     */
    public BatteryState batteryReplaced(@Nullable String ups, Instant on, String by) {
        ObjectNode command = JSON.createObjectNode().put("by", by).put("on", on.toString());
        if (ups != null) {
            command.put("ups", ups);
        }
        return post("control/battery/replaced", command, BatteryState.class);
    }

    /**
     * The measured stops as JSON Lines.
     *
     * @param guest only those of the guest of this name or id, null for all
     * @throws ControlException if it cannot be asked, or refuses
     * @throws SecretException if its secret cannot be read
     */
    public String samples(@Nullable String guest) {
        String query = guest == null ? "" : "?guest=" + URLEncoder.encode(guest, StandardCharsets.UTF_8);
        return exchange(
                        request("control/samples" + query, "text/plain, application/problem+json")
                                .GET(),
                        PATIENCE)
                .body();
    }

    /**
     * The measured shutdowns of the host as JSON Lines.
     *
     * @throws ControlException if it cannot be asked, or refuses
     * @throws SecretException if its secret cannot be read
     */
    public String hostShutdowns() {
        return exchange(
                        request("control/samples/host", "text/plain, application/problem+json")
                                .GET(),
                        PATIENCE)
                .body();
    }

    /**
     * Takes in measured stops, all or none. They are sent in pieces, since the service lets nothing large in.
     *
     * @throws ControlException if it cannot be asked, or refuses
     * @throws SecretException if its secret cannot be read
     */
    public SampleExchange.Imported importSamples(String lines) {
        String file = UUID.randomUUID().toString();
        int from = 0;
        while (true) {
            int to = Math.min(lines.length(), from + PIECE);
            if (to < lines.length() && Character.isHighSurrogate(lines.charAt(to - 1))) {
                to--;
            }
            boolean last = to == lines.length();
            HttpResponse<String> answer = exchange(
                    request(
                                    "control/samples?file=" + file + "&last=" + last,
                                    "application/json, application/problem+json")
                            .header("Content-Type", "text/plain; charset=utf-8")
                            .POST(BodyPublishers.ofString(lines.substring(from, to))),
                    PATIENCE);
            if (last) {
                return read(answer, SampleExchange.Imported.class);
            }
            from = to;
        }
    }

    /**
     * Sets every automatic setting of a guest that differs from what the policy implies. Takes some tenths of a second for each.
     *
     * @throws ControlException if the service cannot be asked, or refuses
     * @throws SecretException if its secret cannot be read
     */
    public SettingsApplied applySettings(String by, String reason) {
        HttpRequest.Builder request = request("control/settings")
                .timeout(PATIENCE_WITH_SETTINGS)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(command(by, reason).toString()));
        return send(request, SettingsApplied.class, PATIENCE_WITH_SETTINGS);
    }

    private static ObjectNode command(String by, String reason) {
        return JSON.createObjectNode().put("by", by).put("reason", reason);
    }

    private <T> T post(String path, ObjectNode command, Class<T> answer) {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(command.toString())),
                answer);
    }

    private HttpRequest.Builder request(String path) {
        return request(path, "application/json, application/problem+json");
    }

    private HttpRequest.Builder request(String path, String accept) {
        return HttpRequest.newBuilder(service.resolve(path))
                .timeout(PATIENCE)
                .header("Accept", accept)
                .header("Authorization", "Bearer " + secret.read());
    }

    private <T> T send(HttpRequest.Builder request, Class<T> form) {
        return send(request, form, PATIENCE);
    }

    private <T> T send(HttpRequest.Builder request, Class<T> form, Duration patience) {
        return read(exchange(request, patience), form);
    }

    private <T> T read(HttpResponse<String> response, Class<T> form) {
        try {
            return JSON.readValue(response.body(), form);
        } catch (JsonProcessingException e) {
            throw stranger(e);
        }
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request, Duration patience) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() == 200) {
                return response;
            }
            throw refused(response);
        } catch (HttpConnectTimeoutException | ConnectException e) {
            throw new ControlException(
                    "no service listens at " + service + ": start it, or name the port that it is set to", e);
        } catch (HttpTimeoutException e) {
            throw new ControlException(
                    "the service at " + service + " did not answer within " + patience.toSeconds()
                            + " s; whether it did what it was asked is not known: look at its state",
                    e);
        } catch (JsonProcessingException e) {
            throw stranger(e);
        } catch (IOException e) {
            throw new ControlException("the connection to " + service + " broke (" + e + "): look at the state", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ControlException("interrupted; whether it was done is not known", e);
        }
    }

    private ControlException refused(HttpResponse<String> response) throws JsonProcessingException {
        if (response.statusCode() == 401) {
            return new ControlException("the service at " + service + " does not accept the secret " + secret.path()
                    + ": name the data folder of that service, or restart it if the file was replaced");
        }
        String type = response.headers().firstValue("Content-Type").orElse("");
        if (!type.startsWith("application/problem+json")) {
            throw stranger(null);
        }
        JsonNode problem = JSON.readTree(response.body());
        String fix = problem.path("fix").asText("");
        return new ControlException("the service refuses: "
                + problem.path("detail").asText(problem.path("title").asText("no reason given"))
                + (fix.isEmpty() ? "" : "; " + fix));
    }

    private ControlException stranger(@Nullable Throwable from) {
        String message =
                "what listens at " + service + " is not this version of Lastwatt: name the port of the service";
        ControlException stranger = new ControlException(message);
        if (from != null) {
            stranger.initCause(from);
        }
        return stranger;
    }
}
