package dev.lastwatt.port;

/**
 * Something else on this host that would shut it down when the battery runs low.
 *
 * @param name what it is, such as {@code apcupsd}
 * @param does what it would do, and how that is known; continues a sentence that begins with the name
 * @param fix what an administrator does about it
 */
public record ShutdownAgent(String name, String does, String fix) {

    /** All of it in a sentence. */
    public String words() {
        return name + " " + does + ": " + fix;
    }
}
