package dev.lastwatt.adapter.store;

import dev.lastwatt.adapter.store.WriteLane.Medium;
import dev.lastwatt.adapter.store.WriteLane.Outcome;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.JournalEntry;
import dev.lastwatt.core.journal.RunId;
import dev.lastwatt.port.Journal;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * The journal in SQLite, with a file of lines for what SQLite does not take in time. A fact gets its place in memory; it is handed
 * to the store's thread, and if the commit has not come after {@link #STORE_PATIENCE}, to the fallback's thread, which gets what
 * is left of {@link #PATIENCE}. Reading puts store and memory together, so that a fact can be read once its append has returned,
 * wherever it went. {@code append} never throws; reading throws {@link StoreException} where the store does not answer.
 */
public final class SqliteJournal implements Journal {

    /** The longest an append may take, as the port promises, less a little for the way there and back. */
    static final Duration PATIENCE = Duration.ofMillis(240);

    /** Of that, for the store. A commit takes a few milliseconds; one that takes this long is not coming soon. */
    static final Duration STORE_PATIENCE = Duration.ofMillis(150);

    private static final int OFFERED_AGAIN = 64;
    private static final String STORE_LATE = "the store takes too long; facts go to the fallback file meanwhile";
    private static final String STORE_FAILS = "the store does not take facts; they go to the fallback file meanwhile";
    private static final String BOTH_FAIL = "neither store nor fallback file takes facts; they are kept in memory only";
    private static final String MEMORY_FULL = "too many facts wait for the store; the oldest are no longer in memory";
    private static final String NOT_MERGED = "the fallback file could not be merged into the store; it is kept";

    private final Trouble trouble = new Trouble(SqliteJournal.class);
    private final FactCodec codec = new FactCodec();
    private final Object order = new Object();
    private final Unstored unstored = new Unstored();
    private final AtomicLong highestStored = new AtomicLong();
    private final AtomicLong highestMissed = new AtomicLong();
    private final JournalTable table;
    private final FallbackFile fallback;
    private final WriteLane<StoredFact> storeLane;
    private final WriteLane<StoredFact> fallbackLane;
    private long lastSequence;

    private SqliteJournal(
            JournalTable table, FallbackFile fallback, Medium<StoredFact> toStore, Medium<StoredFact> toFallback) {
        this.table = table;
        this.fallback = fallback;
        this.storeLane = new WriteLane<>("journal-store", toStore, new StoreObserver());
        this.fallbackLane = new WriteLane<>("journal-fallback", toFallback, new FallbackObserver());
    }

    /**
     * Opens the journal of a store, and brings into it what an earlier run left in the fallback file.
     *
     * @throws StoreException if the store cannot be read
     */
    public static SqliteJournal open(SqliteStore store, Path fallbackFile) {
        JournalTable table = new JournalTable(store);
        FallbackFile fallback = new FallbackFile(fallbackFile);
        return open(table, fallback, table::insert, fallback::append);
    }

    /** With other ways to the disk, for tests of what happens when they hang or fail. */
    static SqliteJournal open(
            JournalTable table, FallbackFile fallback, Medium<StoredFact> toStore, Medium<StoredFact> toFallback) {
        SqliteJournal journal = new SqliteJournal(table, fallback, toStore, toFallback);
        boolean open = false;
        try {
            // The first encoding loads classes for a while: now, and not in the first append of an outage.
            journal.codec.encode(1, new Fact.Noted(Instant.EPOCH, null, ""));
            journal.takeUp();
            open = true;
            return journal;
        } finally {
            if (!open) {
                journal.close();
            }
        }
    }

    private void takeUp() {
        List<StoredFact> left = List.of();
        try {
            left = fallback.read();
            if (!left.isEmpty()) {
                int moved = table.merge(left);
                if (moved > 0) {
                    trouble.tell(moved + " facts of the fallback file had places that others had taken; moved", null);
                }
                fallback.archive(table.lastSequence());
            }
            lastSequence = table.lastSequence();
            highestStored.set(lastSequence);
        } catch (IOException | SQLException e) {
            trouble.tell(NOT_MERGED, e);
            left.forEach(unstored::add);
            unstored.refused(left);
            lastSequence = left.stream().mapToLong(StoredFact::sequence).reduce(table.lastSequence(), Math::max);
            highestMissed.set(lastSequence);
        }
    }

    @Override
    public JournalEntry append(Fact fact) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        JournalEntry entry;
        StoredFact stored;
        CompletableFuture<Outcome> handed;
        synchronized (order) {
            entry = new JournalEntry(lastSequence + 1, fact);
            stored = encode(entry);
            lastSequence = entry.sequence();
            if (!unstored.add(stored)) {
                trouble.tell(MEMORY_FULL, null);
            }
            handed = storeLane.hand(stored);
        }
        Outcome outcome = storeLane.await(handed, STORE_PATIENCE);
        if (outcome == Outcome.WRITTEN) {
            trouble.over(STORE_LATE, "the store is fast enough again");
            unstored.toOfferAgain(OFFERED_AGAIN).forEach(this::offerAgain);
        } else {
            missed(stored, outcome);
            Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            if (fallbackLane.await(fallbackLane.hand(stored), left) != Outcome.WRITTEN) {
                trouble.tell(BOTH_FAIL, null);
            }
        }
        return entry;
    }

    /** A fact that cannot be written leaves a note in its place: append never throws. */
    private StoredFact encode(JournalEntry entry) {
        try {
            return codec.encode(entry.sequence(), entry.fact());
        } catch (RuntimeException e) {
            trouble.tell("a fact cannot be written", e);
            String text =
                    "a fact could not be written: " + entry.fact().getClass().getSimpleName();
            return codec.encode(entry.sequence(), new Fact.Noted(Instant.EPOCH, null, text));
        }
    }

    private void missed(StoredFact stored, Outcome outcome) {
        highestMissed.accumulateAndGet(stored.sequence(), Math::max);
        if (outcome == Outcome.NOT_TAKEN) {
            unstored.refused(List.of(stored));
        }
        if (outcome != Outcome.FAILED) {
            trouble.tell(STORE_LATE, null);
        }
    }

    private void offerAgain(StoredFact stored) {
        if (storeLane.hand(stored).getNow(Outcome.LATE) == Outcome.NOT_TAKEN) {
            unstored.refused(List.of(stored));
        }
    }

    private Reading reading() {
        synchronized (order) {
            return new Reading(table, codec, unstored.view(lastSequence));
        }
    }

    @Override
    public List<JournalEntry> after(long sequence, int limit) {
        return reading().after(sequence, limit);
    }

    @Override
    public List<JournalEntry> ofRun(RunId run) {
        return reading().ofRun(run);
    }

    @Override
    public List<RunId> runs(int limit) {
        return reading().runs(limit);
    }

    @Override
    public <F extends Fact> Optional<F> last(Class<F> kind, Predicate<F> like) {
        return reading().last(kind, like);
    }

    @Override
    public boolean isHealthy() {
        return highestStored.get() >= highestMissed.get();
    }

    /** Writes what waits, for a bounded time. The store stays open: whoever opened it closes it. */
    @Override
    public void close() {
        storeLane.close();
        fallbackLane.close();
        if (fallbackLane.isDone()) {
            try {
                fallback.close();
            } catch (IOException e) {
                trouble.tell("the fallback file could not be closed", e);
            }
        }
    }

    private final class StoreObserver implements WriteLane.Observer<StoredFact> {
        @Override
        public void written(List<StoredFact> batch) {
            unstored.stored(batch);
            long highest = batch.stream()
                    .map(StoredFact::sequence)
                    .max(Comparator.naturalOrder())
                    .orElse(0L);
            highestStored.accumulateAndGet(highest, Math::max);
            trouble.over(STORE_FAILS, "the store takes facts again");
        }

        @Override
        public void failed(List<StoredFact> batch, Throwable cause) {
            unstored.refused(batch);
            trouble.tell(STORE_FAILS, cause);
        }
    }

    private final class FallbackObserver implements WriteLane.Observer<StoredFact> {
        @Override
        public void written(List<StoredFact> batch) {
            trouble.over(BOTH_FAIL, "the fallback file takes facts again");
        }

        @Override
        public void failed(List<StoredFact> batch, Throwable cause) {
            trouble.tell("the fallback file does not take facts", cause);
        }
    }
}
