package dev.lastwatt.port;

import java.util.Optional;

/**
 * Where the policy that is in force stands for people to read and change: a file. Each method may wait for a disk, and throws an
 * {@link IllegalStateException} with a message for people if that fails.
 */
public interface PolicyPlace {

    /** What stands there, empty if nothing does. */
    Optional<String> text();

    /** Puts another text there, all of it or nothing, and returns when it is on the disk. */
    void replace(String text);

    /** Where that is, for people. */
    String name();
}
