package dev.lastwatt.adapter.rest;

import dev.lastwatt.core.journal.JournalEntry;
import dev.lastwatt.port.Journal;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * The end of the journal, for all event streams together: while nothing happens, many of them cost no more reads than one. Blocks
 * while it reads.
 */
@Singleton
public class JournalTail {

    private static final int PAGE = 500;

    private final Journal journal;
    private final long lookEveryNanos;
    private long end;
    private long lookedAt;
    private boolean looked;

    /** Of that journal. */
    public JournalTail(Journal journal, EventSettings settings) {
        this.journal = journal;
        // Half a period: streams whose polls fall together share a look, and none waits for more than its own period.
        this.lookEveryNanos = settings.poll().toNanos() / 2;
    }

    /** The place of the last entry there is. */
    synchronized long end() {
        List<JournalEntry> page = look();
        while (page.size() == PAGE) {
            page = look();
        }
        return end;
    }

    /** Entries after that place, oldest first; not all of them at once. */
    List<JournalEntry> after(long sequence) {
        return hasMoreThan(sequence) ? journal.after(sequence, PAGE) : List.of();
    }

    private synchronized boolean hasMoreThan(long sequence) {
        if (sequence >= end && (!looked || System.nanoTime() - lookedAt >= lookEveryNanos)) {
            look();
        }
        return sequence < end;
    }

    private List<JournalEntry> look() {
        List<JournalEntry> page = journal.after(end, PAGE);
        if (!page.isEmpty()) {
            end = page.get(page.size() - 1).sequence();
        }
        lookedAt = System.nanoTime();
        looked = true;
        return page;
    }
}
