package dev.lastwatt.peer;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A genuine NUT server on a free loopback port, in front of a driver that says what the test wants. The UPS is called
 * {@value #UPS}; users are {@code admin/adminpw} (may force a shutdown), {@code prim/primpw}, {@code op/oppw} (a secondary that may give commands) and {@code sec/secpw}.
 */
public final class GenuineUpsd implements AutoCloseable {

    /** The name of its UPS. */
    public static final String UPS = "sim";

    private static final String USERS = """
            [admin]
              password = adminpw
              actions = SET
              actions = FSD
              instcmds = ALL
            [prim]
              password = primpw
              upsmon primary
            [op]
              password = oppw
              upsmon secondary
              instcmds = ALL
            [sec]
              password = secpw
              upsmon secondary
            """;

    private final Scratch scratch = new Scratch("upsd");
    private final Path run = scratch.folder("run");
    private final int port = Scratch.freePort();
    private NutDriver driver;
    private @Nullable ChildProgram program;

    private GenuineUpsd(String moreConfiguration) {
        scratch.folder("etc");
        scratch.file("etc/ups.conf", "[" + UPS + "]\n driver = scripted\n port = none\n desc = \"Simulated UPS\"\n");
        scratch.file("etc/upsd.conf", "LISTEN 127.0.0.1 " + port + "\n" + moreConfiguration);
        scratch.file("etc/upsd.users", USERS);
        driver = new NutDriver(
                run.resolve("scripted-" + UPS),
                Map.of("ups.status", "OL", "battery.charge", "100", "battery.runtime", "1800", "ups.load", "20"));
        startProgram();
    }

    /** Starts one and waits until it serves: on line, 100 %, 1800 s, load 20 %. */
    public static GenuineUpsd start() {
        return new GenuineUpsd("");
    }

    /** The same with STARTTLS and this certificate. */
    public static GenuineUpsd start(NssCertificate certificate) {
        return new GenuineUpsd("CERTPATH " + certificate.database() + "\nCERTIDENT " + certificate.nickname() + " "
                + certificate.password() + "\n");
    }

    /** Where it listens, on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** Has the driver say this, and waits until the server says it too. */
    public void set(String variable, String value) {
        driver.set(variable, value);
        awaitAnswer("GET VAR " + UPS + " " + variable, value + "\"");
    }

    /** Has the driver say all of these at once, and waits until the server says the last one too. */
    public void set(Map<String, String> values, String last, String value) {
        values.forEach(driver::set);
        set(last, value);
    }

    /** Has the driver take this command, and waits until the server knows it. */
    public void command(String name, Runnable does) {
        driver.command(name, does);
        awaitAnswer("GET CMDDESC " + UPS + " " + name, "CMDDESC " + UPS);
    }

    /** Has the driver drop a variable, and waits until the server has too. */
    public void remove(String variable) {
        driver.remove(variable);
        awaitAnswer("GET VAR " + UPS + " " + variable, "ERR VAR-NOT-SUPPORTED");
    }

    /** Has the driver lose its device, or find it again. */
    public void stale(boolean now) {
        driver.stale(now);
        awaitAnswer("GET VAR " + UPS + " ups.status", now ? "ERR DATA-STALE" : "\"");
    }

    /** Ends the driver. */
    public void killDriver() {
        driver.close();
        awaitAnswer("GET VAR " + UPS + " ups.status", "ERR DRIVER-NOT-CONNECTED");
    }

    /** Starts a driver that says this status. */
    public void restartDriver(String status) {
        driver.close();
        driver = new NutDriver(run.resolve("scripted-" + UPS), Map.of("ups.status", status));
        awaitAnswer("GET VAR " + UPS + " ups.status", status + "\"");
    }

    /** Forces a shutdown, as a primary upsmon does. It stays until the server is restarted. */
    public void forceShutdown() {
        ask("USERNAME admin", "PASSWORD adminpw", "FSD " + UPS);
        awaitAnswer("GET VAR " + UPS + " ups.status", "FSD");
    }

    /** How many clients are logged in. */
    public int logins() {
        String answer = ask("GET NUMLOGINS " + UPS);
        return Integer.parseInt(answer.substring(answer.lastIndexOf(' ') + 1));
    }

    /** Ends the server; the driver goes on. */
    public void stopServer() {
        ChildProgram running = program;
        program = null;
        if (running != null) {
            running.close();
        }
    }

    /** Ends the server and starts it again on the same port, which forgets a forced shutdown. */
    public void restartServer() {
        stopServer();
        startProgram();
    }

    private void startProgram() {
        String state = run.toString();
        program = ChildProgram.start(
                List.of(Peer.UPSD.program().orElseThrow().toString(), "-F", "-u", System.getProperty("user.name")),
                Map.of(
                        "NUT_CONFPATH", scratch.folder("etc").toString(),
                        "NUT_STATEPATH", state,
                        "NUT_ALTPIDPATH", state),
                scratch.folder().resolve("upsd.log"));
        awaitAnswer("GET VAR " + UPS + " ups.status", "VAR " + UPS);
        await().untilAsserted(() -> {
            if (ask("GET VAR " + UPS + " ups.status").contains("WAIT")) {
                throw new AssertionError("still waits for its driver");
            }
        });
    }

    private void awaitAnswer(String request, String holds) {
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(10))
                .untilAsserted(() -> {
                    String answer = ask(request);
                    if (!answer.contains(holds)) {
                        throw new AssertionError(request + ": " + answer);
                    }
                });
    }

    /** The last line that comes for these requests, or why none does. */
    private String ask(String... requests) {
        ChildProgram running = program;
        if (running != null) {
            running.stillRuns();
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5000);
            var out = new PrintStream(socket.getOutputStream(), true, StandardCharsets.UTF_8);
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String answer = "";
            for (String request : requests) {
                out.print(request + "\n");
                out.flush();
                answer = String.valueOf(in.readLine());
            }
            return answer;
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        stopServer();
        driver.close();
        scratch.close();
    }
}
