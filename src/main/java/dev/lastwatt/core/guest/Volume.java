package dev.lastwatt.core.guest;

/**
 * A disk volume of the host that saved states are written to.
 *
 * @param name its name, such as {@code C:}
 * @param freeBytes room on it, or -1 where unknown
 */
public record Volume(String name, long freeBytes) {}
