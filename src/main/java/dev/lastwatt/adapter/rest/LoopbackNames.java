package dev.lastwatt.adapter.rest;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which names in a Host header mean this machine and nothing else, without asking a name server. */
final class LoopbackNames {

    private static final Pattern IPV4 = Pattern.compile("127(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}");

    private LoopbackNames() {}

    /** Whether a Host header, with or without a port, names loopback. */
    static boolean inHeader(@Nullable String header) {
        return HostHeader.host(header).filter(LoopbackNames::isLoopback).isPresent();
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
