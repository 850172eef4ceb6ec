package dev.lastwatt.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lastwatt.packaged.Program.Ended;
import dev.lastwatt.peer.NeedsPeer;
import dev.lastwatt.peer.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that users start: its commands, their exit codes, and what a service of it does and refuses. */
class PackagedJarIT {

    private static final Path HYPERV =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("hyperv");

    private static final Pattern INLINE = Pattern.compile("<script(?: defer)?>(.*?)</script>", Pattern.DOTALL);

    private final JsonMapper json = new JsonMapper();
    private final Path folder;

    PackagedJarIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void theDemoTellsTheWholeStoryInUnderAMinute() {
        long began = System.nanoTime();
        Ended demo = new Program(folder).run("demo", "--speed", "60");
        assertThat(demo.code()).as(demo.output()).isZero();
        assertThat(demo.output()).contains("the host is off", "sql1");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMinutes(1));
        assertThat(folder.resolve("lastwatt-budget.html")).exists();
    }

    @Test
    void aServiceAnswersEveryCommandAndEndsWhenItIsTold() throws Exception {
        try (Program program = new Program(folder)
                .simulated()
                .with(
                        "lastwatt.https.certificate",
                        folder.resolve("nowhere.pfx").toString())
                .with(
                        "lastwatt.https.password-file",
                        folder.resolve("nowhere.txt").toString())
                .serve()) {
            assertThat(program.said())
                    .as("a certificate that cannot be used keeps nothing from the battery")
                    .contains("nowhere.txt cannot be read", "served to this host only", "watching");
            JsonNode status = json.readTree(program.get("/api/v1/status").body());
            assertThat(status.path("arming").toString()).contains("observing");
            assertThat(program.get("/health").statusCode()).isEqualTo(200);

            assertThat(program.run("status").code()).isZero();
            succeeds(program.run("plan"), "sql1");
            Ended budget = program.run("budget", "--json");
            assertThat(budget.code())
                    .isEqualTo(
                            json.readTree(budget.output())
                                            .path("verdict")
                                            .asText()
                                            .equals("yes")
                                    ? 0
                                    : 1);
            assertThat(program.run("run", "list").code()).isZero();
            succeeds(program.run("drill", "--dry"), "the host would go down");
            succeeds(program.run("arm", "--reason", "a test"), "armed");
            succeeds(program.run("status"), "armed");
            succeeds(program.run("disarm", "--reason", "a test", "--for", "PT1H"), "until");
            succeeds(program.run("hold", "--for", "PT45M", "--reason", "a generator is coming"), "held until");
            succeeds(program.run("status"), "a generator is coming");
            Ended tooLong = program.run("hold", "--for", "PT25H", "--reason", "a test");
            assertThat(tooLong.code()).isEqualTo(4);
            assertThat(tooLong.output()).contains("24 hours").doesNotContain("Exception");
            succeeds(program.run("hold", "--end", "--reason", "it runs"), "observing");
            succeeds(program.run("policy", "explain", "sql1"), "sql1: no rule, the defaults");
            assertThat(program.run("policy", "explain", "nobody").code()).isEqualTo(1);
            Ended settings = program.run("settings");
            assertThat(settings.code()).as(settings.output()).isEqualTo(1);
            assertThat(settings.output()).contains("AutomaticStopAction", "Set-VM -VM");
            assertThat(program.run("settings", "--apply").code())
                    .as("without a reason")
                    .isEqualTo(2);
            succeeds(program.run("settings", "--apply", "--reason", "a test"), "changed");
            succeeds(program.run("config", "explain"), "lastwatt.ups.type");
            assertThat(program.run("run", "show", "19990101-000000").code()).isEqualTo(4);
            assertThat(program.run("arm").code()).as("without a reason").isEqualTo(2);

            Ended second = program.run("serve");
            assertThat(second.code()).as(second.output()).isEqualTo(5);
            assertThat(second.output()).contains("in use by another service");

            explorerRunsItsOwnScripts(program.get("/openapi-ui/"));
            onlyOnLoopback(program.port());
            assertThat(program.said()).containsOnlyOnce("watching");
            program.terminate(Duration.ofSeconds(10));
            Ended late = program.run("arm", "--reason", "too late");
            assertThat(late.code()).as(late.output()).isEqualTo(3);
            assertThat(late.output().lines()).hasSize(1);
            assertThat(program.run("status").code()).isEqualTo(3);
        }
    }

    /** An upgrade of the framework changes its page, and so the hashes that the header names. */
    private static void explorerRunsItsOwnScripts(HttpResponse<String> page) throws NoSuchAlgorithmException {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        String allowed = page.headers().firstValue("Content-Security-Policy").orElse("");
        List<String> scripts = INLINE.matcher(page.body())
                .results()
                .map(script -> Base64.getEncoder()
                        .encodeToString(sha.digest(script.group(1).getBytes(StandardCharsets.UTF_8))))
                .toList();
        assertThat(scripts).hasSize(2).allSatisfy(hash -> assertThat(allowed).contains("'sha256-" + hash + "'"));
    }

    @Test
    void aWrongSettingStopsTheStartWithItsNameItsValueItsOriginAndWhatIsAllowed() throws IOException {
        Files.createDirectories(folder.resolve("config"));
        Files.writeString(folder.resolve("config/lastwatt.properties"), "lastwatt.ups.type=magic\n");
        Ended serve = new Program(folder).run("serve");
        assertThat(serve.code()).as(serve.output()).isEqualTo(5);
        assertThat(serve.output())
                .contains("lastwatt.ups.type", "magic", "lastwatt.properties")
                .containsIgnoringCase("apcupsd")
                .doesNotContain("\tat ");
    }

    @Test
    @NeedsPeer(Peer.POWERSHELL)
    void theModuleBesideTheProgramIsFoundFromAnyWorkingDirectory() throws Exception {
        Files.writeString(folder.resolve("host.json"), """
                {"name": "HV1", "vms": [{"id": "1b0c6a0e-0000-4000-8000-000000000001", "name": "only1", "state": "Running"}]}
                """);
        try (Program program = new Program(folder)
                .with("lastwatt.ups.type", "simulated")
                .with(
                        "lastwatt.hypervisor.simulator-folder",
                        HYPERV.resolve("simulator").toString())
                .with(
                        "lastwatt.hypervisor.simulated-host",
                        folder.resolve("host.json").toString())
                .serve()) {
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() ->
                            assertThat(program.get("/api/v1/guests").body()).contains("only1"));
            List<ProcessHandle> shells = ProcessHandle.allProcesses()
                    .filter(p -> p.info().commandLine().orElse("").contains(folder.toString()))
                    .flatMap(ProcessHandle::descendants)
                    .toList();
            assertThat(shells).isNotEmpty();
            program.terminate(Duration.ofSeconds(15));
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(shells).noneMatch(ProcessHandle::isAlive));
        }
    }

    private static void succeeds(Ended command, String saying) {
        assertThat(command.code()).as(command.output()).isZero();
        assertThat(command.output()).contains(saying);
    }

    private static void onlyOnLoopback(int port) throws IOException {
        Stream<InetAddress> addresses = NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses);
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        for (InetAddress address : addresses.filter(a -> !a.equals(loopback)).toList()) {
            assertThatThrownBy(() -> {
                        try (Socket socket = new Socket()) {
                            socket.connect(new InetSocketAddress(address, port), 500);
                        }
                    })
                    .as("nobody listens at " + address)
                    .isInstanceOf(IOException.class);
        }
    }
}
