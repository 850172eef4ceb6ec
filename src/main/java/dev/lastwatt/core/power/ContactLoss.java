package dev.lastwatt.core.power;

/** Why a source has no reading. Told apart because each has a different remedy. */
public enum ContactLoss {
    /** Nobody listens at the address: the server is stopped, or the port is wrong. */
    REFUSED,
    /** The address does not answer at all, or the connection is there and nothing comes within the time allowed. */
    SILENT,
    /** The server is there, but its own data are old (NUT {@code DATA-STALE}, apcupsd {@code COMMLOST}). */
    STALE,
    /** The server has no driver, or is still starting (NUT {@code WAIT}, {@code DRIVER-NOT-CONNECTED}). */
    NOT_READY,
    /** What came is not the protocol. */
    GARBLED,
    /** Name, password, certificate or UPS name were not accepted. */
    DENIED
}
