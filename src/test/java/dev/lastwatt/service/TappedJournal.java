package dev.lastwatt.service;

import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.JournalEntry;
import dev.lastwatt.core.journal.RunId;
import dev.lastwatt.port.Journal;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A journal that lets somebody see each fact just before and just after it is written. */
final class TappedJournal implements Journal {

    private final Journal journal;
    private final Consumer<Fact> before;
    private final Consumer<Fact> after;

    TappedJournal(Journal journal, Consumer<Fact> before, Consumer<Fact> after) {
        this.journal = journal;
        this.before = before;
        this.after = after;
    }

    @Override
    public JournalEntry append(Fact fact) {
        before.accept(fact);
        JournalEntry entry = journal.append(fact);
        after.accept(fact);
        return entry;
    }

    @Override
    public List<JournalEntry> after(long sequence, int limit) {
        return journal.after(sequence, limit);
    }

    @Override
    public List<JournalEntry> ofRun(RunId run) {
        return journal.ofRun(run);
    }

    @Override
    public List<RunId> runs(int limit) {
        return journal.runs(limit);
    }

    @Override
    public <F extends Fact> Optional<F> last(Class<F> kind) {
        return journal.last(kind);
    }

    @Override
    public boolean isHealthy() {
        return journal.isHealthy();
    }

    @Override
    public void close() {
        journal.close();
    }
}
