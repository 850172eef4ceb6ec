package dev.lastwatt.adapter.ups.snmp;

import dev.lastwatt.adapter.ups.wire.Endpoint;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * Where and how an SNMP agent is read.
 *
 * @param address the agent; UDP
 * @param mib whose variables are asked for
 * @param readTimeout the longest time for one reading; a lost packet is asked for again within it
 * @param trapPort the UDP port at which traps of the agent are noticed; empty for none
 */
public record SnmpSettings(
        Endpoint address, SnmpAccess access, MibChoice mib, Duration readTimeout, OptionalInt trapPort) {

    /** The port of SNMP agents. */
    public static final int DEFAULT_PORT = 161;

    /** Checks the time and the port. */
    public SnmpSettings {
        if (readTimeout.isNegative() || readTimeout.isZero()) {
            throw new IllegalArgumentException("lastwatt.ups.read-timeout must be positive");
        }
        if (trapPort.isPresent() && (trapPort.getAsInt() < 1 || trapPort.getAsInt() > 65535)) {
            throw new IllegalArgumentException("lastwatt.ups.snmp.trap-port must be between 1 and 65535");
        }
    }

    /** Version 2c with the community {@code public}, whatever the agent knows, in at most 2 s. */
    public static SnmpSettings of(Endpoint address) {
        return new SnmpSettings(
                address,
                new SnmpAccess.Community(SnmpAccess.OpenVersion.V2C, "public"),
                MibChoice.AUTO,
                Duration.ofSeconds(2),
                OptionalInt.empty());
    }

    /** The same for somebody else. */
    public SnmpSettings withAccess(SnmpAccess other) {
        return new SnmpSettings(address, other, mib, readTimeout, trapPort);
    }

    /** The same by these variables. */
    public SnmpSettings withMib(MibChoice choice) {
        return new SnmpSettings(address, access, choice, readTimeout, trapPort);
    }

    /** The same with another time for a reading. */
    public SnmpSettings withReadTimeout(Duration time) {
        return new SnmpSettings(address, access, mib, time, trapPort);
    }

    /** The same with traps noticed at this port. */
    public SnmpSettings withTrapPort(int port) {
        return new SnmpSettings(address, access, mib, readTimeout, OptionalInt.of(port));
    }
}
