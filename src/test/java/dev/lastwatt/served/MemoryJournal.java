package dev.lastwatt.served;

import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.JournalEntry;
import dev.lastwatt.core.journal.RunId;
import dev.lastwatt.port.Journal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A journal that forgets with the process. */
public final class MemoryJournal implements Journal {

    private final List<JournalEntry> entries = new ArrayList<>();
    private volatile boolean healthy = true;
    private volatile boolean readable = true;

    @Override
    public synchronized JournalEntry append(Fact fact) {
        JournalEntry entry = new JournalEntry(entries.size() + 1L, fact);
        entries.add(entry);
        return entry;
    }

    @Override
    public synchronized List<JournalEntry> after(long sequence, int limit) {
        if (!readable) {
            throw new IllegalStateException("secret words of a broken disk");
        }
        return entries.stream()
                .filter(e -> e.sequence() > sequence)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<JournalEntry> ofRun(RunId run) {
        return entries.stream()
                .filter(e -> e.fact() instanceof Fact.OfRun f && f.run().equals(run))
                .toList();
    }

    @Override
    public synchronized List<RunId> runs(int limit) {
        List<RunId> runs = new ArrayList<>(entries.stream()
                .filter(e -> e.fact() instanceof Fact.RunBegan)
                .map(e -> ((Fact.RunBegan) e.fact()).run())
                .toList());
        Collections.reverse(runs);
        return runs.stream().limit(limit).toList();
    }

    @Override
    public synchronized <F extends Fact> Optional<F> last(Class<F> kind) {
        return entries.stream()
                .map(JournalEntry::fact)
                .filter(kind::isInstance)
                .map(kind::cast)
                .reduce((a, b) -> b);
    }

    @Override
    public boolean isHealthy() {
        return healthy;
    }

    /** Whether its store takes facts. */
    public void setHealthy(boolean value) {
        healthy = value;
    }

    /** Whether it can be read. */
    public void setReadable(boolean value) {
        readable = value;
    }

    @Override
    public void close() {}
}
