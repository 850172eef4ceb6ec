package dev.lastwatt.adapter.rest;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The Host header of a request (RFC 9110, 7.2): a name or an address, an IPv6 one in brackets, and perhaps a port. */
final class HostHeader {

    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[0-9a-fA-F:]+]|[^:\\[\\]]+)(:\\d{1,5})?");

    private HostHeader() {}

    /** The name or address without the port, brackets kept; empty if there is none. */
    static Optional<String> host(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        var parts = HOST_AND_PORT.matcher(header.strip());
        return parts.matches() ? Optional.of(parts.group(1)) : Optional.empty();
    }
}
