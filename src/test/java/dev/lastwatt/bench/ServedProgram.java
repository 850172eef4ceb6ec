package dev.lastwatt.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lastwatt.adapter.control.ControlClient;
import dev.lastwatt.adapter.control.SecretFile;
import dev.lastwatt.peer.GenuineUpsd;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The built program, serving: readings from a genuine upsd each second, guests on the simulated PowerShell host. Build it first:
 * {@code mvn -Pquick package -DskipTests}.
 */
final class ServedProgram implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final Path data;
    private final Process process;

    ServedProgram(Path folder, Path host, String policy, GenuineUpsd ups, List<String> jvmFlags) throws IOException {
        port = freePort();
        data = folder.resolve("data");
        Path configuration = Files.createDirectories(folder.resolve("config"));
        Files.writeString(configuration.resolve("policy.yaml"), policy);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmFlags);
        command.addAll(List.of("-jar", "target/quarkus-app/quarkus-run.jar", "serve"));
        Map<String, String> settings = Map.of(
                "lastwatt.ups.type", "nut",
                "lastwatt.ups.address", "127.0.0.1:" + ups.port(),
                "lastwatt.hypervisor.type", "hyper-v",
                "lastwatt.hypervisor.module-folder", "hyperv/Lastwatt.HyperV",
                "lastwatt.hypervisor.simulator-folder", "hyperv/simulator",
                "lastwatt.hypervisor.simulated-host", host.toString(),
                "lastwatt.host.power", "record",
                "lastwatt.data-folder", data.toString(),
                "quarkus.http.port", Integer.toString(port));
        settings.forEach((name, value) -> command.addAll(List.of("--set", name + "=" + value)));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment().put("LASTWATT_CONFIG", configuration.toString());
        process = builder.start();
        System.out.println("the log is " + folder.resolve("log"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    long pid() {
        return process.pid();
    }

    /** The processes it has started: its PowerShell sessions. */
    List<Long> children() {
        return process.children().map(ProcessHandle::pid).toList();
    }

    /** The answer of the API, null while it gives none. */
    JsonNode get(String path) throws InterruptedException {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? JSON.readTree(answer.body()) : JSON.nullNode();
        } catch (IOException e) {
            return JSON.nullNode();
        }
    }

    /** Waits until it has a plan for so many guests. */
    void awaitPlan(int guests) throws InterruptedException {
        while (get("/api/v1/plan").path("stops").size() < guests) {
            if (!process.isAlive()) {
                throw new IllegalStateException("the program ended: see its log");
            }
            Thread.sleep(200);
        }
    }

    void arm() {
        new ControlClient(port, SecretFile.in(data)).arm("bench", "measured");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
