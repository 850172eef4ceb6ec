package dev.lastwatt.fake;

import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.JournalEntry;
import dev.lastwatt.core.journal.RunId;
import dev.lastwatt.port.Journal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A journal that is gone with its process, for tests of what is above the port. */
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

    /** Everything so far, oldest first. */
    public synchronized List<Fact> facts() {
        return entries.stream().map(JournalEntry::fact).toList();
    }

    /** Says from now on that the store is broken, or that it works again. */
    public void setHealthy(boolean healthy) {
        this.healthy = healthy;
    }

    /** Says from now on that the store cannot be read, or that it can again. */
    public void setReadable(boolean readable) {
        this.readable = readable;
    }

    @Override
    public synchronized List<JournalEntry> after(long sequence, int limit) {
        if (!readable) {
            throw new IllegalStateException("secret words of a broken disk");
        }
        return entries.stream()
                .filter(entry -> entry.sequence() > sequence)
                .limit(Math.max(0, limit))
                .toList();
    }

    @Override
    public synchronized List<JournalEntry> ofRun(RunId run) {
        return entries.stream().filter(entry -> run.equals(runOf(entry.fact()))).toList();
    }

    @Override
    public synchronized List<RunId> runs(int limit) {
        Set<RunId> oldestFirst = new LinkedHashSet<>();
        for (JournalEntry entry : entries) {
            RunId run = runOf(entry.fact());
            if (run != null) {
                oldestFirst.add(run);
            }
        }
        List<RunId> newestFirst = new ArrayList<>(oldestFirst);
        Collections.reverse(newestFirst);
        return newestFirst.stream().limit(Math.max(0, limit)).toList();
    }

    @Override
    public synchronized <F extends Fact> Optional<F> last(Class<F> kind, Predicate<F> like) {
        return entries.stream()
                .map(JournalEntry::fact)
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(like)
                .reduce((earlier, later) -> later);
    }

    @Override
    public boolean isHealthy() {
        return healthy;
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    private static @Nullable RunId runOf(Fact fact) {
        if (fact instanceof Fact.OfRun ofRun) {
            return ofRun.run();
        }
        return fact instanceof Fact.Noted noted ? noted.run() : null;
    }
}
