package dev.lastwatt.adapter.store;

import dev.lastwatt.port.AuditLog.Act;
import dev.lastwatt.port.AuditLog.Entry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The chain of hashes that the audit log is: an entry that is changed, taken out or put elsewhere does not fit any more. */
final class AuditChain {

    /** What the first entry has for the hash of the one before. */
    static final String BEGINNING = "";

    private AuditChain() {}

    /** The next entry after that one. */
    static Entry next(Optional<Entry> last, Act act) {
        long number = last.map(Entry::number).orElse(0L) + 1;
        String previous = last.map(Entry::hash).orElse(BEGINNING);
        return new Entry(number, act, previous, hash(number, act, previous));
    }

    /** SHA-256 over every field, each after its length, so that no two contents read the same. */
    static String hash(long number, Act act, String previous) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String field : List.of(
                    Long.toString(number),
                    act.at().toString(),
                    act.who(),
                    act.role(),
                    act.address(),
                    act.act(),
                    act.reason(),
                    act.outcome(),
                    previous)) {
                byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
                digest.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** What is wrong with the first entry that does not follow on that one, in words; empty if all do. */
    static Optional<String> broken(Optional<Entry> before, List<Entry> entries) {
        Optional<Entry> last = before;
        for (Entry entry : entries) {
            long expected = last.map(Entry::number).orElse(0L) + 1;
            if (entry.number() != expected) {
                return Optional.of("entry " + expected + " is missing");
            }
            if (!entry.previous().equals(last.map(Entry::hash).orElse(BEGINNING))) {
                return Optional.of(
                        "entry " + entry.number() + " does not follow the one before it: one of them was replaced");
            }
            if (!entry.hash().equals(hash(entry.number(), entry.act(), entry.previous()))) {
                return Optional.of("entry " + entry.number() + " was changed after it was written");
            }
            last = Optional.of(entry);
        }
        return Optional.empty();
    }
}
