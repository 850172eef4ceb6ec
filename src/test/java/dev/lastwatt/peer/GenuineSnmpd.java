package dev.lastwatt.peer;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Net-SNMP's agent on a free loopback port, with a UPS made of its own overridden variables, which a test sets as an operator would:
 * by SNMP. Communities and users are {@code public} and {@code simuser} (SHA-256 {@code authpass1}, AES-128 {@code privpass1}).
 */
public final class GenuineSnmpd implements AutoCloseable {

    private static final String UPS = ".1.3.6.1.2.1.33.1.";
    private static final String APC = ".1.3.6.1.4.1.318.1.1.1.";

    private final Scratch scratch = new Scratch("snmpd");
    private final int port = Scratch.freePort();
    private final Path file;
    private ChildProgram program;

    private GenuineSnmpd(Map<String, String> variables) {
        StringBuilder configuration = new StringBuilder("agentaddress udp:127.0.0.1:" + port + "\n"
                + "rwcommunity public 127.0.0.1\n"
                + "createUser simuser SHA-256 authpass1 AES privpass1\n"
                + "rouser simuser authPriv\n");
        variables.forEach((oid, value) -> configuration
                .append("override -rw ")
                .append(oid)
                .append(' ')
                .append(value)
                .append('\n'));
        file = scratch.file("snmpd.conf", configuration.toString());
        program = start();
    }

    private ChildProgram start() {
        return ChildProgram.start(
                List.of(
                        Peer.SNMPD.program().orElseThrow().toString(),
                        "-f",
                        "-C",
                        "-c",
                        file.toString(),
                        "-Le",
                        "-p",
                        scratch.folder().resolve("snmpd.pid").toString()),
                Map.of(
                        "MIBS",
                        "",
                        "SNMP_PERSISTENT_DIR",
                        scratch.folder("state").toString()),
                scratch.folder().resolve("snmpd.log"));
    }

    /** An agent with RFC 1628: on the mains, 100 %, 60 min, 23 %, 250 W. */
    public static GenuineSnmpd withUpsMib() {
        Map<String, String> variables = new TreeMap<>();
        variables.put(UPS + "2.1.0", "integer 2");
        variables.put(UPS + "2.3.0", "integer 60");
        variables.put(UPS + "2.4.0", "integer 100");
        variables.put(UPS + "2.5.0", "integer 546");
        variables.put(UPS + "3.3.1.3.1", "integer 230");
        variables.put(UPS + "4.1.0", "integer 3");
        variables.put(UPS + "4.4.1.4.1", "integer 250");
        variables.put(UPS + "4.4.1.5.1", "integer 23");
        return new GenuineSnmpd(variables);
    }

    /** An agent with APC's PowerNet: on line, 100 %, 60 min, 23 %. */
    public static GenuineSnmpd withPowerNet() {
        Map<String, String> variables = new TreeMap<>();
        variables.put(APC + "2.1.1.0", "integer 2");
        variables.put(APC + "2.2.1.0", "uinteger 100");
        variables.put(APC + "2.2.3.0", "timeticks 360000");
        variables.put(APC + "2.2.4.0", "integer 1");
        variables.put(APC + "3.2.5.0", "integer 1");
        variables.put(APC + "4.1.1.0", "integer 2");
        variables.put(APC + "4.2.3.0", "uinteger 23");
        return new GenuineSnmpd(variables);
    }

    /** Where it listens, on 127.0.0.1, UDP. */
    public int port() {
        program.stillRuns();
        return port;
    }

    /** Ends it and starts it again at the same port, with the values of the beginning. */
    public void restart() {
        program.close();
        program = start();
    }

    @Override
    public void close() {
        program.close();
        scratch.close();
    }
}
