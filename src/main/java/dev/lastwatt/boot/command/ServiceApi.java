package dev.lastwatt.boot.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lastwatt.boot.Configuration;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Asks the running service of this host. */
final class ServiceApi {

    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain";

    private final URI base;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();

    ServiceApi(Configuration configuration) {
        base = configuration.service();
    }

    String json(String path) {
        return get("/api/v1/" + path, JSON);
    }

    String text(String path) {
        return get("/report/" + path, TEXT);
    }

    /** A resource that may not be there. */
    Optional<String> jsonIfThere(String path) {
        HttpResponse<String> answer = answer("/api/v1/" + path, JSON);
        return answer.statusCode() == 404 ? Optional.empty() : Optional.of(body(answer));
    }

    /** The same resource in another form, such as {@code text/csv}. */
    String as(String form, String path) {
        return get("/api/v1/" + path, form);
    }

    private String get(String path, String form) {
        return body(answer(path, form));
    }

    private static String body(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            throw new CommandException(ExitCode.REFUSED, refusal(answer));
        }
        return answer.body();
    }

    private HttpResponse<String> answer(String path, String form) {
        try {
            return http.send(
                    HttpRequest.newBuilder(base.resolve(path))
                            .timeout(Duration.ofSeconds(10))
                            .header("Accept", form)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (ConnectException e) {
            throw new CommandException(
                    ExitCode.NO_SERVICE, "no service answers at " + base + ": start it with 'lastwatt serve'");
        } catch (IOException e) {
            throw new CommandException(ExitCode.NO_SERVICE, "the service at " + base + " does not answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(ExitCode.FAILED, "interrupted");
        }
    }

    /** A problem document says what it is in words, and what to do. */
    private static String refusal(HttpResponse<String> answer) {
        try {
            JsonNode problem = new ObjectMapper().readTree(answer.body());
            if (problem != null && problem.hasNonNull("detail")) {
                String fix = problem.path("fix").asText("");
                return problem.path("detail").asText() + (fix.isEmpty() ? "" : " (" + fix + ")");
            }
        } catch (JsonProcessingException e) {
            // Not a problem document: shown as it is.
        }
        return "the service answered " + answer.statusCode() + ": " + answer.body();
    }
}
