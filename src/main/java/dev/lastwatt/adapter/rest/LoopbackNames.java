package dev.lastwatt.adapter.rest;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which names in a Host header mean this machine and nothing else, without asking a name server. */
final class LoopbackNames {

    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[0-9a-fA-F:]+]|[^:\\[\\]]+)(:\\d{1,5})?");
    private static final Pattern IPV4 = Pattern.compile("127(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}");

    private LoopbackNames() {}

    /** Whether a Host header, with or without a port, names loopback. */
    static boolean inHeader(@Nullable String header) {
        if (header == null) {
            return false;
        }
        var parts = HOST_AND_PORT.matcher(header.strip());
        return parts.matches() && isLoopback(parts.group(1));
    }

    /** Whether a configured address is loopback. */
    static boolean isLoopback(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.equals("[::1]")
                || name.equals("::1")
                || IPV4.matcher(name).matches();
    }
}
