package dev.lastwatt.core.guest;

/** Family of a guest's operating system, as far as it makes a difference to how long it takes to stop. */
public enum OperatingSystem {
    WINDOWS,
    LINUX
}
