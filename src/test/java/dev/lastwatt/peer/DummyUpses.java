package dev.lastwatt.peer;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A genuine NUT server in front of genuine drivers that play recorded units, a file ({@code .dev}) each. */
public final class DummyUpses implements AutoCloseable {

    private final Scratch scratch = new Scratch("dumps");
    private final int port = Scratch.freePort();
    private final List<ChildProgram> programs = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    /** Starts them, and waits until every file is served. */
    public DummyUpses(List<Path> files) {
        Path run = scratch.folder("run");
        scratch.folder("etc");
        StringBuilder configuration = new StringBuilder();
        for (Path file : files) {
            String name = "u" + names.size();
            names.add(name);
            configuration.append("[" + name + "]\n driver = dummy-ups\n mode = dummy-once\n port = \"" + file + "\"\n");
        }
        scratch.file("etc/ups.conf", configuration.toString());
        scratch.file("etc/upsd.conf", "LISTEN 127.0.0.1 " + port + "\n");
        scratch.file("etc/upsd.users", "");
        for (String name : names) {
            start(Peer.DUMMY_UPS, "-a", name);
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> names.stream().allMatch(name -> Files.exists(run.resolve("dummy-ups-" + name))));
        start(Peer.UPSD);
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            try {
                return names.stream().map(this::variables).noneMatch(said -> said.contains(" \"WAIT\""));
            } catch (IllegalStateException e) {
                return false;
            }
        });
    }

    private void start(Peer program, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(program.program().orElseThrow().toString(), "-F"));
        command.addAll(List.of("-u", System.getProperty("user.name")));
        command.addAll(List.of(arguments));
        String run = scratch.folder("run").toString();
        Map<String, String> environment =
                Map.of("NUT_CONFPATH", scratch.folder("etc").toString(), "NUT_STATEPATH", run, "NUT_ALTPIDPATH", run);
        programs.add(ChildProgram.start(
                command, environment, scratch.folder().resolve(program + String.valueOf(programs.size()) + ".log")));
    }

    /** Where the server listens, on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** What the units are called, in the order of their files. */
    public List<String> names() {
        return List.copyOf(names);
    }

    /** What the server answers to LIST VAR, line by line. */
    public String variables(String name) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(("LIST VAR " + name + "\n").getBytes(StandardCharsets.UTF_8));
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            StringBuilder said = new StringBuilder();
            for (String line = in.readLine(); line != null && !line.startsWith("END "); line = in.readLine()) {
                if (line.startsWith("ERR ")) {
                    throw new IllegalStateException(line);
                }
                said.append(line).append('\n');
            }
            return said.toString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        programs.forEach(ChildProgram::close);
        scratch.close();
    }
}
