package dev.lastwatt.peer;

import static org.awaitility.Awaitility.await;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A genuine apcupsd on a free loopback port, with an emulated Smart-UPS at its serial line. It shuts nothing down: the script it
 * calls for that only writes a log.
 */
public final class GenuineApcupsd implements AutoCloseable {

    private final Scratch scratch = new Scratch("apcupsd");
    private final Path run = scratch.folder("run");
    private final int port = Scratch.freePort();
    private final SmartUps ups = new SmartUps();
    private final ChildProgram line;
    private final ChildProgram program;

    private GenuineApcupsd(Map<String, String> settings) {
        Path terminal = scratch.folder().resolve("ttyUPS");
        line = ChildProgram.start(
                List.of(
                        Peer.SOCAT.program().orElseThrow().toString(),
                        "PTY,link=" + terminal + ",raw,echo=0",
                        "TCP:127.0.0.1:" + ups.port()),
                Map.of(),
                scratch.folder().resolve("socat.log"));
        await().until(() -> Files.exists(terminal));
        program = startProgram(scratch.file("apcupsd.conf", configuration(terminal, settings)));
        awaitStatus("ONLINE");
    }

    /** Starts one and waits until it serves: on line, 100 %, 60 min, load 12.5 %. */
    public static GenuineApcupsd start() {
        return start(Map.of());
    }

    /** The same with settings of {@code apcupsd.conf} replaced, such as {@code TIMEOUT}. */
    public static GenuineApcupsd start(Map<String, String> settings) {
        return new GenuineApcupsd(settings);
    }

    /** Where it listens, on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** The mains fail; waits until apcupsd says so. */
    public void onBattery(double chargePercent, int minutes) {
        ups.becomes(new SmartUps.State(true, false, chargePercent, minutes, 12.5, 'L'));
        awaitBit(0x10);
    }

    /** The UPS tests its battery; waits until apcupsd says it is on battery. */
    public void selfTest() {
        ups.becomes(new SmartUps.State(true, false, 100, 60, 12.5, 'S'));
        awaitBit(0x10);
    }

    /** The battery is nearly empty, by the UPS's own word; waits until apcupsd says so. */
    public void lowBattery() {
        SmartUps.State now = ups.state();
        ups.becomes(new SmartUps.State(now.onBattery(), true, now.charge(), now.minutes(), now.load(), 'L'));
        awaitBit(0x40);
    }

    /** The mains are back; waits until apcupsd says so. */
    public void onLine(double chargePercent, int minutes) {
        ups.becomes(new SmartUps.State(false, false, chargePercent, minutes, 12.5, 'L'));
        awaitBit(0x08);
    }

    /** The serial line is cut, or mended. apcupsd takes some 20 s to notice. */
    public void mute(boolean now) {
        ups.mute(now);
    }

    /** What apcupsd had its script do so far, one event in a line: {@code onbattery}, {@code doshutdown}, ... */
    public List<String> events() {
        try {
            Path log = run.resolve("events.log");
            return Files.exists(log) ? Files.readAllLines(log) : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }

    private ChildProgram startProgram(Path configuration) {
        Path binary = Peer.APCUPSD.program().orElseThrow();
        scratch.folder("scripts");
        Path script =
                scratch.file("scripts/apccontrol", "#!/bin/sh\necho \"$1\" >> '" + run.resolve("events.log") + "'\n");
        if (!script.toFile().setExecutable(true)) {
            throw new IllegalStateException("cannot make " + script + " executable");
        }
        return ChildProgram.start(
                List.of(
                        binary.toString(),
                        "-b",
                        "-f",
                        configuration.toString(),
                        "-P",
                        run.resolve("pid").toString()),
                Map.of("LD_LIBRARY_PATH", libraries(binary.resolve("../../lib").normalize())),
                scratch.folder().resolve("apcupsd.log"));
    }

    /** An unpacked package has its libraries beside it, in a folder named after the machine. */
    private static String libraries(Path lib) {
        try (var folders = Files.list(lib)) {
            return folders.filter(folder -> folder.toString().endsWith("-linux-gnu"))
                    .map(Path::toString)
                    .collect(Collectors.joining(":"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String configuration(Path terminal, Map<String, String> replaced) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("UPSNAME", "SIMUPS");
        settings.put("UPSCABLE", "smart");
        settings.put("UPSTYPE", "apcsmart");
        settings.put("DEVICE", terminal.toString());
        settings.put("LOCKFILE", scratch.folder("lock").toString());
        settings.put("SCRIPTDIR", scratch.folder("scripts").toString());
        // Where it would say "no more logins" and "power has failed" to the whole machine.
        settings.put("PWRFAILDIR", run.toString());
        settings.put("NOLOGINDIR", run.toString());
        settings.put("POLLTIME", "1");
        settings.put("ONBATTERYDELAY", "1");
        settings.put("BATTERYLEVEL", "-1");
        settings.put("MINUTES", "-1");
        settings.put("TIMEOUT", "0");
        settings.put("NOLOGON", "disable");
        settings.put("KILLDELAY", "0");
        settings.put("NETSERVER", "on");
        settings.put("NISIP", "127.0.0.1");
        settings.put("NISPORT", String.valueOf(port));
        settings.put("EVENTSFILE", run.resolve("events").toString());
        settings.put("UPSCLASS", "standalone");
        settings.put("UPSMODE", "disable");
        settings.putAll(replaced);
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + " " + setting.getValue())
                .collect(Collectors.joining("\n", "## apcupsd.conf v1.1 ##\n", "\n"));
    }

    private void awaitStatus(String word) {
        awaitThat(status -> status.contains(word), word);
    }

    private void awaitBit(int bit) {
        awaitThat(status -> (bits(status) & bit) != 0, Integer.toHexString(bit));
    }

    private void awaitThat(Predicate<String> holds, String what) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> {
                    line.stillRuns();
                    program.stillRuns();
                    String status = status();
                    if (!holds.test(status)) {
                        throw new AssertionError(what + " is not in: " + status);
                    }
                });
    }

    private static int bits(String status) {
        int at = status.indexOf("STATFLAG : 0x");
        return at < 0 ? 0 : Integer.parseInt(status.substring(at + 13, at + 21), 16);
    }

    private String status() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write("\0\6status".getBytes(StandardCharsets.US_ASCII));
            var in = new DataInputStream(socket.getInputStream());
            StringBuilder text = new StringBuilder();
            for (int length = in.readUnsignedShort(); length > 0; length = in.readUnsignedShort()) {
                text.append(new String(in.readNBytes(length), StandardCharsets.US_ASCII));
            }
            return text.toString();
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        program.close();
        line.close();
        ups.close();
        scratch.close();
    }
}
