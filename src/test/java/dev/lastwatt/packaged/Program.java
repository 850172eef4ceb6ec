package dev.lastwatt.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The packaged program, with a configuration, a data folder and a port of its own, in a working directory that is not its. */
final class Program implements AutoCloseable {

    private static final Path JAR =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("target/quarkus-app/quarkus-run.jar");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final Path folder;
    private final int port = freePort();
    private final List<String> settings = new ArrayList<>();
    private @Nullable Process service;

    /** What came of a command. */
    record Ended(int code, String output) {}

    Program(Path folder) {
        this.folder = folder;
        with("lastwatt.data-folder", folder.resolve("data").toString());
        with("lastwatt.host.power", "record");
        with("quarkus.http.port", String.valueOf(port));
    }

    /** With this setting on every command line from now on. */
    Program with(String key, String value) {
        settings.add("--set");
        settings.add(key + "=" + value);
        return this;
    }

    /** On a simulated UPS and a simulated host. */
    Program simulated() {
        return with("lastwatt.ups.type", "simulated").with("lastwatt.hypervisor.type", "simulated");
    }

    int port() {
        return port;
    }

    /** Runs a command to its end. */
    Ended run(String... command) {
        Path output = folder.resolve("command.out");
        Process process = start(output, command);
        try {
            assertThat(process.waitFor(90, TimeUnit.SECONDS))
                    .as("ends: " + List.of(command))
                    .isTrue();
            return new Ended(process.exitValue(), Files.readString(output));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Starts the service and waits until it is ready. */
    Program serve() {
        Process started = start(folder.resolve("service.out"), "serve");
        service = started;
        await().atMost(Duration.ofSeconds(90))
                .ignoreExceptions()
                .failFast(() -> assertThat(started.isAlive()).as(said()).isTrue())
                .until(() -> get("/health/ready").statusCode() == 200);
        return this;
    }

    /** What the service has said. */
    String said() {
        try {
            return Files.readString(folder.resolve("service.out"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Tells the service to end, as a service manager does; its exit code. */
    int terminate(Duration within) {
        Process running = service;
        if (running == null) {
            throw new IllegalStateException("no service");
        }
        running.destroy();
        try {
            assertThat(running.waitFor(within.toMillis(), TimeUnit.MILLISECONDS))
                    .as("ends within " + within)
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return running.exitValue();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return get(path, "*/*");
    }

    HttpResponse<String> get(String path, String accept) throws IOException, InterruptedException {
        return HTTP.send(request(path).header("Accept", accept).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Sends a body with these headers, names and values in turn. */
    HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        return HTTP.send(
                request(path)
                        .headers(headers)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10));
    }

    /** Ends the service as a power cut would. */
    void kill() {
        Process running = service;
        if (running != null) {
            running.destroyForcibly();
            running.onExit().join();
        }
    }

    private Process start(Path output, String... command) {
        List<String> all = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                JAR.toString()));
        all.addAll(List.of(command));
        all.addAll(settings);
        ProcessBuilder builder = new ProcessBuilder(all)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("LASTWATT_CONFIG", folder.resolve("config").toString());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Process running = service;
        if (running != null) {
            List<ProcessHandle> children = running.descendants().toList();
            running.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
