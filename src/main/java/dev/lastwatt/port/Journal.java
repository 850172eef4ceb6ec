package dev.lastwatt.port;

import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.JournalEntry;
import dev.lastwatt.core.journal.RunId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The append-only record of what happened. It never gates a stop: {@link #append} returns within a quarter of a second and never
 * throws, whatever the disk does; what the store did not take goes to a fallback file that the next start reads too.
 */
public interface Journal extends AutoCloseable {

    /** Writes a fact to stable storage, in the store or else in the fallback file, and returns its place. */
    JournalEntry append(Fact fact);

    /** Up to {@code limit} entries after that place, oldest first. */
    List<JournalEntry> after(long sequence, int limit);

    /** Every entry of one run, oldest first. */
    List<JournalEntry> ofRun(RunId run);

    /** The runs there have been, newest first, at most {@code limit}. */
    List<RunId> runs(int limit);

    /** The last entry of that kind of fact, or empty. */
    default <F extends Fact> Optional<F> last(Class<F> kind) {
        return last(kind, fact -> true);
    }

    /** The last entry of that kind of fact that is like that, or empty. */
    <F extends Fact> Optional<F> last(Class<F> kind, Predicate<F> like);

    /** Whether the store took the last fact; a service whose store is broken is not ready. */
    boolean isHealthy();

    @Override
    void close();
}
