package dev.lastwatt.adapter.ups.apcupsd;

import dev.lastwatt.adapter.ups.wire.Endpoint;
import java.time.Duration;

/**
 * Where and how an apcupsd is read. The protocol knows no UPS names, no passwords and no encryption.
 *
 * @param address the server
 * @param connectTimeout the longest time for connecting, part of the read timeout
 * @param readTimeout the longest time for one reading, with everything that belongs to it
 */
public record ApcupsdSettings(Endpoint address, Duration connectTimeout, Duration readTimeout) {

    /** The port of apcupsd's information server. */
    public static final int DEFAULT_PORT = 3551;

    /** Checks the times. */
    public ApcupsdSettings {
        if (connectTimeout.isNegative() || connectTimeout.isZero() || readTimeout.compareTo(connectTimeout) < 0) {
            throw new IllegalArgumentException("the read timeout must hold the connect timeout, and both be positive");
        }
    }

    /** This server, read in at most 2 s. */
    public static ApcupsdSettings of(Endpoint address) {
        return new ApcupsdSettings(address, Duration.ofSeconds(1), Duration.ofSeconds(2));
    }
}
