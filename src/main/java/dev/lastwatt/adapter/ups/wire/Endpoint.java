package dev.lastwatt.adapter.ups.wire;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Host and TCP port of a server.
 *
 * @param host name, IPv4 or IPv6 address, the latter without brackets
 * @param port 1 to 65535
 */
public record Endpoint(String host, int port) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,253}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}(%[A-Za-z0-9._-]{1,32})?");
    private static final Pattern BRACKETED = Pattern.compile("\\[([^\\]]*)\\](?::(\\d{1,5}))?");
    private static final Pattern PLAIN = Pattern.compile("([^:\\[\\]]*)(?::(\\d{1,5}))?");

    /** Checks both. */
    public Endpoint {
        if (!NAME.matcher(host).matches() && !isIpv6(host)) {
            throw wrong("'" + Printable.line(host, 60) + "' is not a host name or address");
        }
        if (port < 1 || port > 65535) {
            throw wrong("port " + port + " is not between 1 and 65535");
        }
    }

    /**
     * Reads {@code host}, {@code host:port}, {@code 2001:db8::1} or {@code [2001:db8::1]:port}.
     *
     * @throws IllegalArgumentException if it is none of these; the message names the setting
     */
    public static Endpoint parse(String text, int defaultPort) {
        String trimmed = text.trim();
        if (isIpv6(trimmed)) {
            return new Endpoint(trimmed, defaultPort);
        }
        Matcher bracketed = BRACKETED.matcher(trimmed);
        Matcher matched = bracketed.matches() ? bracketed : PLAIN.matcher(trimmed);
        if (!matched.matches()) {
            throw wrong("'" + Printable.line(trimmed, 60) + "' is not host:port");
        }
        String port = matched.group(2);
        return new Endpoint(matched.group(1), port == null ? defaultPort : Integer.parseInt(port));
    }

    /** Whether the host is an IPv6 address. */
    private static boolean isIpv6(String host) {
        return host.indexOf(':') != host.lastIndexOf(':') && IPV6.matcher(host).matches();
    }

    private static IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(UpsSetting.ADDRESS.key() + ": " + what);
    }

    /** As in an URL: an IPv6 address in brackets. */
    @Override
    public String toString() {
        return (isIpv6(host) ? "[" + host + "]" : host) + ":" + port;
    }
}
