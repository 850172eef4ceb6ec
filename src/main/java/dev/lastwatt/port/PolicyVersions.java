package dev.lastwatt.port;

import java.util.List;
import java.util.Optional;

/**
 * Every policy that was in force, kept for good. Safe from any thread; each method may wait for a disk, and throws an
 * {@link IllegalStateException} with a message for people if that does not answer.
 */
public interface PolicyVersions {

    /** Keeps one more. Returns when it is on the disk. */
    void add(PolicyVersion version);

    /** The newest, empty before the first. */
    Optional<PolicyVersion> latest();

    /** That one. */
    Optional<PolicyVersion> version(long number);

    /** At most so many with numbers below that one, newest first. */
    List<PolicyVersion> before(long number, int limit);
}
