package dev.lastwatt.adapter.scenario.product;

import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.JournalEntry;
import dev.lastwatt.core.journal.RunId;
import dev.lastwatt.port.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The journal of one play: nothing went before it, and nobody reads it but the story told afterwards. */
final class KeptJournal implements Journal {

    private final List<Fact> facts = new ArrayList<>();

    /** Everything so far, oldest first. */
    List<Fact> facts() {
        return List.copyOf(facts);
    }

    @Override
    public JournalEntry append(Fact fact) {
        facts.add(fact);
        return new JournalEntry(facts.size(), fact);
    }

    @Override
    public List<JournalEntry> after(long sequence, int limit) {
        return List.of();
    }

    @Override
    public List<JournalEntry> ofRun(RunId run) {
        return List.of();
    }

    @Override
    public List<RunId> runs(int limit) {
        return List.of();
    }

    @Override
    public <F extends Fact> Optional<F> last(Class<F> kind, Predicate<F> like) {
        return Optional.empty();
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
