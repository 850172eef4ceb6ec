package dev.lastwatt.adapter.ups.nut;

import java.nio.file.Path;

/** Whether the connection is encrypted ({@code STARTTLS}). There is no "if offered": that is what an attacker turns off. */
public sealed interface NutTls {

    /** In the clear. */
    record Off() implements NutTls {}

    /**
     * Encrypted, or not at all. The server's certificate must be signed by one of these and carry its host name or address.
     *
     * @param caFile PEM file with the certificates to trust
     */
    record Required(Path caFile) implements NutTls {}
}
