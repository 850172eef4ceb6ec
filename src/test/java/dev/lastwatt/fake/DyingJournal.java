package dev.lastwatt.fake;

import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.JournalEntry;
import dev.lastwatt.core.journal.RunId;
import dev.lastwatt.port.Journal;
import java.util.List;
import java.util.Optional;

/** A journal whose process dies once, at its n-th fact: before it is written, or when it just is. */
public final class DyingJournal implements Journal {

    /** The process is gone. */
    public static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final MemoryJournal kept;
    private final int at;
    private final boolean written;
    private int facts;

    /** What is kept outlives the process. */
    public DyingJournal(MemoryJournal kept, int at, boolean written) {
        this.kept = kept;
        this.at = at;
        this.written = written;
    }

    @Override
    public JournalEntry append(Fact fact) {
        facts++;
        if (facts == at && !written) {
            throw new Killed();
        }
        JournalEntry entry = kept.append(fact);
        if (facts == at) {
            throw new Killed();
        }
        return entry;
    }

    @Override
    public List<JournalEntry> after(long sequence, int limit) {
        return kept.after(sequence, limit);
    }

    @Override
    public List<JournalEntry> ofRun(RunId run) {
        return kept.ofRun(run);
    }

    @Override
    public List<RunId> runs(int limit) {
        return kept.runs(limit);
    }

    @Override
    public <F extends Fact> Optional<F> last(Class<F> kind) {
        return kept.last(kind);
    }

    @Override
    public boolean isHealthy() {
        return true;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
