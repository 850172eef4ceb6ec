package dev.lastwatt.port;

import java.time.Instant;
import java.util.List;

/**
 * Who did what, and why: added to and never changed, each entry with the hash of the one before. Safe from any thread; each method may
 * wait for a disk, and throws an {@link IllegalStateException} with a message for people if that does not answer.
 */
public interface AuditLog {

    /**
     * What is to be written.
     *
     * @param who whose token it was, or which account of the host
     * @param role viewer, operator, admin, or host for the host's own command line
     * @param address where they are
     * @param act what they wanted
     * @param reason why, in their words
     * @param outcome {@code asked}, before it is done; later what came of it
     */
    record Act(Instant at, String who, String role, String address, String act, String reason, String outcome) {}

    /**
     * What was written.
     *
     * @param number counts from 1, without gaps
     * @param previous the hash of the entry before, empty in the first
     * @param hash SHA-256 of everything else in this one, in hexadecimal digits
     */
    record Entry(long number, Act act, String previous, String hash) {}

    /** Writes it down. Returns when it is on the disk. */
    void append(Act act);

    /** At most so many with numbers above that one, oldest first. */
    List<Entry> after(long number, int limit);
}
