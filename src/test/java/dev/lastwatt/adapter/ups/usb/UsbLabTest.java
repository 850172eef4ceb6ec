package dev.lastwatt.adapter.ups.usb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.peer.NeedsPeer;
import dev.lastwatt.peer.Peer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The source against a unit on a USB port of a stock kernel: {@code native/usb-lab/README.md}. {@code LASTWATT_USB_ROUNDS} is the number of
 * unplugs for each transport, {@code LASTWATT_USB_WITHIN} how many seconds the unit may take to be back.
 */
@Tag("usb-lab")
@NeedsPeer({Peer.QEMU, Peer.USB_LAB})
class UsbLabTest {

    private static final Path LAB = Path.of("native", "usb-lab").toAbsolutePath();
    private static final int EMULATOR_MILLIS = 30_000;

    @Test
    void aUnitOnARealPortIsReadLostFoundCommandedAndGivenBack(@TempDir Path work) throws Exception {
        Path classes = Files.createDirectories(work.resolve("classes"));
        copy(Path.of("target", "classes", "dev"), classes.resolve("dev"), "");
        copy(Path.of("target", "classes", "usb"), classes.resolve("usb"), "");
        copy(
                Path.of("target", "test-classes", "dev", "lastwatt", "adapter", "ups", "usb"),
                classes.resolve("dev/lastwatt/adapter/ups/usb"),
                "InTheGuest");
        Files.writeString(work.resolve("jars"), jars());
        for (String script : List.of("guest.sh", "lib.sh")) {
            Files.copy(LAB.resolve(script), work.resolve(script));
        }
        Process emulator = new ProcessBuilder(
                        java(),
                        "-XX:TieredStopAtLevel=1",
                        LAB.resolve("UpsEmu.java").toString(),
                        LAB.resolve("ups/apc-es850g2.ups").toString(),
                        "--redir",
                        "0",
                        "--control",
                        "0")
                .redirectErrorStream(true)
                .start();
        try {
            int[] ports = ports(emulator);
            String console = boot(work, ports[0], ports[1]);
            assertThat(console).contains("RESULT PASS").doesNotContain("FAIL");
        } finally {
            emulator.destroyForcibly();
            emulator.waitFor();
        }
    }

    private static String boot(Path work, int unit, int control) throws IOException, InterruptedException {
        ProcessBuilder machine = new ProcessBuilder(
                        LAB.resolve("boot.sh").toString(),
                        Objects.requireNonNull(System.getenv("LASTWATT_USB_LAB")),
                        work.toString(),
                        "guest.sh",
                        "-device",
                        "qemu-xhci,id=x",
                        "-chardev",
                        "socket,id=ups,host=127.0.0.1,port=" + unit,
                        "-device",
                        "usb-redir,chardev=ups,bus=x.0")
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("console").toFile());
        String rounds = System.getenv().getOrDefault("LASTWATT_USB_ROUNDS", "3");
        String within = System.getenv().getOrDefault("LASTWATT_USB_WITHIN", "60");
        machine.environment().put("CMDLINE", "ctl=" + control + " rounds=" + rounds + " within=" + within);
        machine.environment().put("LIMIT", "900");
        Process booted = machine.start();
        try {
            booted.waitFor(15, TimeUnit.MINUTES);
        } finally {
            booted.descendants().forEach(ProcessHandle::destroyForcibly);
            booted.destroyForcibly();
        }
        String console = Files.readString(work.resolve("console"), StandardCharsets.ISO_8859_1);
        System.out.println(console);
        return console;
    }

    private static int[] ports(Process emulator) throws IOException {
        long end = System.nanoTime() + EMULATOR_MILLIS * 1_000_000L;
        List<String> said = new ArrayList<>();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(emulator.getInputStream(), StandardCharsets.US_ASCII));
        int[] ports = new int[2];
        for (String line; (ports[0] == 0 || ports[1] == 0) && (line = lines.readLine()) != null; ) {
            said.add(line);
            if (line.startsWith("redir port ")) {
                ports[0] = Integer.parseInt(line.substring("redir port ".length()));
            } else if (line.startsWith("control port ")) {
                ports[1] = Integer.parseInt(line.substring("control port ".length()));
            }
            assertThat(System.nanoTime()).as("%s", said).isLessThan(end);
        }
        assertThat(ports[1]).as("%s", said).isPositive();
        return ports;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String jars() {
        List<String> wanted = List.of("usb4java", "hid4java", "jna-", "commons-lang3", "jackson-", "jspecify");
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""));
        return Arrays.stream(path.split(System.getProperty("path.separator", ":")))
                .filter(jar -> jar.endsWith(".jar")
                        && wanted.stream().anyMatch(Path.of(jar).getFileName().toString()::contains))
                .collect(Collectors.joining("\n"));
    }

    private static void copy(Path from, Path to, String named) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                boolean asked = file.toString().contains("adapter/ups")
                        || named.isEmpty() && !file.toString().endsWith(".class")
                        || file.toString().contains("core/power")
                        || file.toString().contains("/port/")
                        || file.toString().contains("core/guest");
                if (Files.isRegularFile(file)
                        && asked
                        && file.getFileName().toString().startsWith(named)) {
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                }
            }
        }
    }
}
