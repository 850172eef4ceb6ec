package dev.lastwatt.adapter.ups.nut;

import dev.lastwatt.adapter.ups.wire.Endpoint;
import dev.lastwatt.adapter.ups.wire.UpsSetting;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where and how a NUT server is read.
 *
 * @param address the server
 * @param ups the name of the UPS on the server; {@code null} for the only one there is
 * @param login name and password, or {@code null} to read without
 * @param tls whether the connection is encrypted
 * @param connectTimeout the longest time for connecting, part of the read timeout
 * @param readTimeout the longest time for one reading, with everything that belongs to it
 */
public record NutSettings(
        Endpoint address,
        @Nullable String ups,
        @Nullable NutLogin login,
        NutTls tls,
        Duration connectTimeout,
        Duration readTimeout) {

    /** The port of NUT servers. */
    public static final int DEFAULT_PORT = 3493;

    private static final Pattern UPS_NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    /** Checks the name and the times. */
    public NutSettings {
        if (ups != null && !isUpsName(ups)) {
            throw new IllegalArgumentException(
                    UpsSetting.NAME.key() + ": letters, digits, dot, dash and underscore are allowed, up to 100");
        }
        if (connectTimeout.isNegative() || connectTimeout.isZero() || readTimeout.compareTo(connectTimeout) < 0) {
            throw new IllegalArgumentException("the read timeout must hold the connect timeout, and both be positive");
        }
    }

    /** The only UPS of this server, read in the clear and without a login, in at most 2 s. */
    public static NutSettings of(Endpoint address) {
        return new NutSettings(address, null, null, new NutTls.Off(), Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    /** The same with a UPS named. */
    public NutSettings withUps(String name) {
        return new NutSettings(address, name, login, tls, connectTimeout, readTimeout);
    }

    /** The same with a login. */
    public NutSettings withLogin(String username, String password) {
        return new NutSettings(address, ups, new NutLogin(username, password), tls, connectTimeout, readTimeout);
    }

    /** The same with another choice of encryption. */
    public NutSettings withTls(NutTls choice) {
        return new NutSettings(address, ups, login, choice, connectTimeout, readTimeout);
    }

    /** The same with other times. */
    public NutSettings withTimeouts(Duration connect, Duration read) {
        return new NutSettings(address, ups, login, tls, connect, read);
    }

    static boolean isUpsName(String name) {
        return UPS_NAME.matcher(name).matches();
    }
}
