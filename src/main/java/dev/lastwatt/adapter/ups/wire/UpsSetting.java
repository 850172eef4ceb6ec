package dev.lastwatt.adapter.ups.wire;

/** The settings that a failure to read a UPS points at. */
public enum UpsSetting {
    /** Host and port of the server. */
    ADDRESS("lastwatt.ups.address"),
    /** Which of the server's UPSes. */
    NAME("lastwatt.ups.name"),
    /** Who logs in. */
    USERNAME("lastwatt.ups.username"),
    /** The file that holds the password. */
    PASSWORD_FILE("lastwatt.ups.password-file"),
    /** Whether the connection must be encrypted. */
    TLS("lastwatt.ups.tls"),
    /** The certificates that are trusted. */
    CA_FILE("lastwatt.ups.ca-file"),
    /** How an SNMP agent is asked. */
    SNMP("lastwatt.ups.snmp.*"),
    /** Which unit on USB, and how it is reached. */
    USB("lastwatt.ups.usb.*");

    private final String key;

    UpsSetting(String key) {
        this.key = key;
    }

    /** The setting's name as the administrator writes it. */
    public String key() {
        return key;
    }
}
