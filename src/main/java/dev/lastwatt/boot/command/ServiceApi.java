package dev.lastwatt.boot.command;

import dev.lastwatt.boot.Configuration;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

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

    private String get(String path, String form) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(base.resolve(path))
                            .timeout(Duration.ofSeconds(10))
                            .header("Accept", form)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                return answer.body();
            }
            throw new CommandException(
                    ExitCode.REFUSED, "the service answered " + answer.statusCode() + ": " + answer.body());
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
}
