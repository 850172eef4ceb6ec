package dev.lastwatt.fake;

import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.JournalEntry;
import dev.lastwatt.core.journal.RunId;
import dev.lastwatt.port.Journal;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A journal that lets somebody see each fact just before and just after it is written. */
public class TappedJournal implements Journal {

    private final Journal journal;
    private final Consumer<Fact> before;
    private final Consumer<Fact> after;

    /** Over that journal, which it closes with itself. */
    public TappedJournal(Journal journal, Consumer<Fact> before, Consumer<Fact> after) {
        this.journal = journal;
        this.before = before;
        this.after = after;
    }

    @Override
    public final JournalEntry append(Fact fact) {
        before.accept(fact);
        JournalEntry entry = journal.append(fact);
        after.accept(fact);
        return entry;
    }

    @Override
    public final List<JournalEntry> after(long sequence, int limit) {
        return journal.after(sequence, limit);
    }

    @Override
    public final List<JournalEntry> ofRun(RunId run) {
        return journal.ofRun(run);
    }

    @Override
    public final List<RunId> runs(int limit) {
        return journal.runs(limit);
    }

    @Override
    public final <F extends Fact> Optional<F> last(Class<F> kind, Predicate<F> like) {
        return journal.last(kind, like);
    }

    @Override
    public final boolean isHealthy() {
        return journal.isHealthy();
    }

    @Override
    public final void close() {
        journal.close();
    }
}
