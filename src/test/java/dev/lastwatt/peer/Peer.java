package dev.lastwatt.peer;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A genuine program that some tests talk to, and how to get it where it is not installed. */
public enum Peer {
    /** NUT's server. Debian's {@code /sbin/upsd} is a wrapper that refuses to run; the program itself is in {@code /lib/nut}. */
    UPSD("LASTWATT_UPSD", List.of(""), List.of("/lib/nut/upsd", "/usr/lib/nut/upsd"), "apt-get install nut-server"),
    /** NUT's driver that plays a recorded unit. */
    DUMMY_UPS(
            "LASTWATT_DUMMY_UPS",
            List.of(""),
            List.of("/lib/nut/dummy-ups", "/usr/lib/nut/dummy-ups"),
            "apt-get install nut-server"),
    /** A folder with recorded units. */
    NUT_DUMPS("LASTWATT_NUT_DUMPS", List.of(""), List.of(), "clone networkupstools/nut-ddl of GitHub"),
    /** apcupsd; the variable names the root of an unpacked package, for it conflicts with NUT's client. */
    APCUPSD(
            "LASTWATT_APCUPSD",
            List.of("sbin/apcupsd", "usr/sbin/apcupsd"),
            List.of("/usr/sbin/apcupsd", "/sbin/apcupsd"),
            "unpack it with .ci/peers DIRECTORY"),
    /** Makes a terminal out of a TCP connection. */
    SOCAT("LASTWATT_SOCAT", List.of(""), onPath("socat"), "apt-get install socat"),
    /** Makes certificates where NUT is built with NSS. */
    CERTUTIL("LASTWATT_CERTUTIL", List.of(""), onPath("certutil"), "apt-get install libnss3-tools"),
    /** NUT's monitor. */
    UPSMON(
            "LASTWATT_UPSMON",
            List.of(""),
            List.of("/lib/nut/upsmon", "/usr/lib/nut/upsmon"),
            "apt-get install nut-client"),
    /** Net-SNMP's agent. */
    SNMPD("LASTWATT_SNMPD", List.of(""), List.of("/usr/sbin/snmpd"), "apt-get install snmpd"),
    /** Plays a computer with a USB port. */
    QEMU("LASTWATT_QEMU", List.of(""), onPath("qemu-system-x86_64"), "apt-get install qemu-system-x86"),
    /** The booting script's folder: what {@code native/usb-lab/prepare.sh} unpacks. */
    USB_LAB("LASTWATT_USB_LAB", List.of(""), List.of(), "native/usb-lab/prepare.sh DIRECTORY"),
    /** Python 3. */
    PYTHON("LASTWATT_PYTHON", List.of(""), onPath("python3"), "install Python 3"),
    /** PowerShell 7. */
    POWERSHELL("LASTWATT_PWSH", List.of(""), onPath("pwsh"), "install PowerShell 7"),
    /** A referee of outage scenarios: a Python program that plays the world of the format by itself. Needs Python 3. */
    REFEREE("LASTWATT_REFEREE", List.of(""), List.of(), "it does not come with the sources");

    private final String variable;
    private final List<String> inside;
    private final List<String> places;
    private final String install;

    Peer(String variable, List<String> inside, List<String> places, String install) {
        this.variable = variable;
        this.inside = inside;
        this.places = places;
        this.install = install;
    }

    /** Where the program is, if it is. */
    public Optional<Path> program() {
        String given = System.getenv(variable);
        Stream<Path> candidates = given == null || given.isBlank()
                ? places.stream().map(Path::of)
                : inside.stream().map(Path.of(given)::resolve);
        return candidates.filter(Files::isExecutable).findFirst();
    }

    /** What is missing and how to install it; {@code null} if nothing is. */
    @Nullable String missing() {
        return program().isPresent() ? null : name() + " is not there: " + install + ", or set " + variable;
    }

    private static List<String> onPath(String program) {
        String path = System.getenv("PATH");
        return path == null
                ? List.of()
                : Arrays.stream(path.split(File.pathSeparator))
                        .map(folder -> folder + File.separator + program)
                        .flatMap(file -> Stream.of(file, file + ".exe"))
                        .toList();
    }
}
