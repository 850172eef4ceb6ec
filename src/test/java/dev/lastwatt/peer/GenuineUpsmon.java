package dev.lastwatt.peer;

import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A genuine upsmon. It shuts nothing down: its command only writes a file. */
public final class GenuineUpsmon implements AutoCloseable {

    private final Scratch scratch = new Scratch("upsmon");
    private final Path done = scratch.folder().resolve("down");
    private final ChildProgram program;

    private GenuineUpsmon(GenuineUpsd server, long hostSync, long finalDelay) {
        Path command = scratch.file("shutdown.sh", "#!/bin/sh\ntouch '" + done + "'\n");
        if (!command.toFile().setExecutable(true)) {
            throw new IllegalStateException("cannot make " + command + " executable");
        }
        Path configuration = scratch.folder("etc");
        scratch.file(
                "etc/upsmon.conf",
                String.join(
                        "\n",
                        "MONITOR " + GenuineUpsd.UPS + "@127.0.0.1:" + server.port() + " 1 prim primpw primary",
                        "MINSUPPLIES 1",
                        "SHUTDOWNCMD " + command,
                        "POWERDOWNFLAG " + scratch.folder().resolve("killpower"),
                        "HOSTSYNC " + hostSync,
                        "FINALDELAY " + finalDelay,
                        "NOTIFYFLAG ONLINE IGNORE",
                        "NOTIFYFLAG ONBATT IGNORE",
                        "NOTIFYFLAG LOWBATT IGNORE",
                        "NOTIFYFLAG FSD IGNORE",
                        "NOTIFYFLAG SHUTDOWN IGNORE",
                        ""));
        program = ChildProgram.start(
                List.of("sh", "-c", script()),
                Map.of("NUT_CONFPATH", configuration.toString()),
                scratch.folder().resolve("upsmon.log"));
        await().atMost(Duration.ofSeconds(15)).until(() -> {
            program.stillRuns();
            return server.logins() >= 1;
        });
    }

    /** The place of its pid file is built in, and a second one refuses to run: where it can, it gets a folder of its own there. */
    private String script() {
        String run = "exec '" + Peer.UPSMON.program().orElseThrow() + "' -F -p";
        return "if unshare -rm true 2>/dev/null && [ -d /run/nut ]; then exec unshare -rm sh -c \"mount --bind '"
                + scratch.folder("pid") + "' /run/nut && " + run + "\"; else " + run + "; fi";
    }

    /** Starts a primary and waits until it is logged in. */
    public static GenuineUpsmon primary(GenuineUpsd server, long hostSync, long finalDelay) {
        return new GenuineUpsmon(server, hostSync, finalDelay);
    }

    /** Whether it has run its shutdown command. */
    public boolean hasShutDown() {
        return Files.exists(done);
    }

    @Override
    public void close() {
        program.close();
        scratch.close();
    }
}
