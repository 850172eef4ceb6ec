package dev.lastwatt.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import dev.lastwatt.adapter.store.WriteLane.Medium;
import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.JournalEntry;
import dev.lastwatt.core.journal.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the journal does when store, fallback file or both fail or hang, by ways to the disk that the tests hold shut. */
class TroubledDiskTest {

    /** The promise is 250 ms; the rest is for a machine that is busy with other tests. */
    private static final Duration SLACK = Duration.ofMillis(250 + 500);

    private static final RunId RUN = new RunId("20261122-170312");

    private final Path folder;

    TroubledDiskTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private final List<AutoCloseable> open = new ArrayList<>();
    private final Way storeWay = new Way();
    private final Way fallbackWay = new Way();
    private SqliteStore store;

    /** A way to the disk that can fail or hang. */
    private static final class Way {
        private volatile boolean fails;
        private volatile CountDownLatch gate = new CountDownLatch(0);

        void hang() {
            gate = new CountDownLatch(1);
        }

        void free() {
            gate.countDown();
        }

        Medium<StoredFact> to(Medium<StoredFact> disk) {
            return batch -> {
                gate.await();
                if (fails) {
                    throw new IOException("no space left on device");
                }
                disk.write(batch);
            };
        }
    }

    @BeforeEach
    void openStore() {
        store = SqliteStore.open(folder.resolve("lastwatt.db"));
        open.add(store);
    }

    @AfterEach
    void close() throws Exception {
        storeWay.free();
        fallbackWay.free();
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    private Path fallbackFile() {
        return folder.resolve("fallback.jsonl");
    }

    private SqliteJournal journal() {
        JournalTable table = new JournalTable(store);
        FallbackFile fallback = new FallbackFile(fallbackFile());
        SqliteJournal journal =
                SqliteJournal.open(table, fallback, storeWay.to(table::insert), fallbackWay.to(fallback::append));
        open.add(journal);
        return journal;
    }

    private static Fact fact(int number) {
        return new Fact.GuestGivenUp(
                Instant.EPOCH,
                RUN,
                dev.lastwatt.core.guest.GuestId.of("6f9619ff-8b86-d011-b42d-00cf4fc964ff"),
                "db",
                "" + number);
    }

    /** Appends, checking that it neither throws nor takes longer than promised. */
    private static JournalEntry append(SqliteJournal journal, int number) {
        long before = System.nanoTime();
        JournalEntry entry = journal.append(fact(number));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(SLACK);
        return entry;
    }

    private static List<JournalEntry> entries(int last) {
        return LongStream.rangeClosed(1, last)
                .mapToObj(i -> new JournalEntry(i, fact((int) i)))
                .toList();
    }

    private List<Long> inStore() {
        return new JournalTable(store)
                .after(0, 10_000).stream().map(StoredFact::sequence).toList();
    }

    private List<Long> inFallback() throws IOException {
        return new FallbackFile(fallbackFile())
                .read().stream().map(StoredFact::sequence).toList();
    }

    @Test
    void whatAStoreThatFailsDoesNotTakeIsInTheFallbackFileAndBothAreReadAfterRestart() throws Exception {
        SqliteJournal journal = journal();
        append(journal, 1);
        storeWay.fails = true;
        append(journal, 2);
        append(journal, 3);
        assertThat(journal.isHealthy()).isFalse();
        assertThat(inStore()).containsExactly(1L);
        assertThat(inFallback()).containsExactly(2L, 3L);
        assertThat(journal.after(0, 10)).isEqualTo(entries(3));
        assertThat(journal.ofRun(RUN)).isEqualTo(entries(3));
        assertThat(journal.runs(5)).containsExactly(RUN);
        assertThat(journal.last(Fact.GuestGivenUp.class)).contains((Fact.GuestGivenUp) fact(3));
        journal.close();

        storeWay.fails = false;
        SqliteJournal restarted = journal();
        assertThat(restarted.isHealthy()).isTrue();
        assertThat(restarted.after(0, 10)).isEqualTo(entries(3));
        assertThat(append(restarted, 4).sequence()).isEqualTo(4);
        assertThat(inStore()).containsExactly(1L, 2L, 3L, 4L);
        assertThat(fallbackFile()).doesNotExist();
        assertThat(folder.resolve("fallback.jsonl.merged-3")).exists();
    }

    @Test
    void aStoreThatHangsHoldsNoAppendUpAndItsLateCommitIsNoDuplicate() throws Exception {
        SqliteJournal journal = journal();
        append(journal, 1);
        storeWay.hang();
        append(journal, 2);
        append(journal, 3);
        assertThat(journal.isHealthy()).isFalse();
        assertThat(inFallback()).containsExactly(2L, 3L);
        assertThat(journal.after(0, 10)).isEqualTo(entries(3));

        storeWay.free();
        await().untilAsserted(() -> assertThat(inStore()).containsExactly(1L, 2L, 3L));
        await().untilAsserted(() -> assertThat(journal.isHealthy()).isTrue());
        append(journal, 4);
        assertThat(inStore()).containsExactly(1L, 2L, 3L, 4L);
        assertThat(inFallback()).containsExactly(2L, 3L);
        assertThat(journal.after(0, 10)).isEqualTo(entries(4));
        journal.close();

        assertThat(journal().after(0, 10)).isEqualTo(entries(4));
    }

    @Test
    void onceTheStoreIsKnownToHangNobodyWaitsForItAgain() {
        SqliteJournal journal = journal();
        storeWay.hang();
        append(journal, 1);
        long before = System.nanoTime();
        for (int i = 2; i <= 51; i++) {
            append(journal, i);
        }
        // Waiting for the store each time would take 50 x 150 ms.
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(50 * 150));
        assertThat(journal.after(0, 100)).isEqualTo(entries(51));
    }

    @Test
    void whenBothFailFactsStayInMemoryAndAreGivenToTheStoreOnceItWorks() {
        SqliteJournal journal = journal();
        storeWay.fails = true;
        fallbackWay.fails = true;
        append(journal, 1);
        append(journal, 2);
        assertThat(journal.isHealthy()).isFalse();
        assertThat(journal.after(0, 10)).isEqualTo(entries(2));

        storeWay.fails = false;
        append(journal, 3);
        assertThat(journal.isHealthy()).isTrue();
        await().untilAsserted(() -> assertThat(inStore()).containsExactly(1L, 2L, 3L));
        assertThat(journal.after(0, 10)).isEqualTo(entries(3));
    }

    @Test
    void aDiskThatHangsWithBothPilesUpNeitherThreadsNorMemoryWithoutBound() {
        SqliteJournal journal = journal();
        storeWay.hang();
        fallbackWay.hang();
        append(journal, 1);
        int threads = Thread.activeCount();
        int appended = Unstored.LIMIT + 2_000;
        for (int i = 2; i <= appended; i++) {
            journal.append(fact(i));
        }
        assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads + 2);
        List<JournalEntry> kept = journal.after(0, Integer.MAX_VALUE);
        assertThat(kept).hasSize(Unstored.LIMIT);
        assertThat(kept.get(kept.size() - 1).sequence()).isEqualTo(appended);
        assertThat(journal.isHealthy()).isFalse();
    }

    @Test
    void placesGoOnAfterTheHighestOfBothEvenWhenTheMergeFails() throws Exception {
        SqliteJournal journal = journal();
        append(journal, 1);
        storeWay.fails = true;
        append(journal, 2);
        append(journal, 3);
        journal.close();

        JournalTable table = new JournalTable(store) {
            @Override
            int merge(List<StoredFact> facts) throws SQLException {
                throw new SQLException("disk I/O error");
            }
        };
        FallbackFile fallback = new FallbackFile(fallbackFile());
        SqliteJournal restarted = SqliteJournal.open(table, fallback, table::insert, fallback::append);
        open.add(restarted);
        assertThat(restarted.isHealthy()).isFalse();
        assertThat(inFallback()).containsExactly(2L, 3L);
        assertThat(restarted.after(0, 10)).isEqualTo(entries(3));
        assertThat(append(restarted, 4).sequence()).isEqualTo(4);
    }

    @Test
    void aMergeThatWasKilledBeforeItsFileWasPutAsideIsDoneAgainWithoutHarm() throws Exception {
        SqliteJournal journal = journal();
        storeWay.fails = true;
        append(journal, 1);
        append(journal, 2);
        journal.close();
        byte[] left = Files.readAllBytes(fallbackFile());
        storeWay.fails = false;
        journal().close();
        Files.write(fallbackFile(), left);

        assertThat(journal().after(0, 10)).isEqualTo(entries(2));
        assertThat(inStore()).containsExactly(1L, 2L);
    }

    @Test
    void factsOfANewerVersionInTheFallbackFileAreMergedAsTheyAre() throws Exception {
        StoredFact newer = new StoredFact(9, "generator-started", Instant.EPOCH, "1", "{\"at\":1,\"litres\":3}");
        try (FallbackFile fallback = new FallbackFile(fallbackFile())) {
            fallback.append(List.of(newer));
        }
        SqliteJournal journal = journal();
        assertThat(new JournalTable(store).after(0, 10)).containsExactly(newer);
        assertThat(journal.append(fact(1)).sequence()).isEqualTo(10);
        assertThat(journal.after(0, 1)).containsExactly(new JournalEntry(10, fact(1)));
    }

    @Test
    void anInterruptedThreadStillWritesAndStaysInterrupted() {
        SqliteJournal journal = journal();
        Thread.currentThread().interrupt();
        append(journal, 1);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(inStore()).containsExactly(1L);
    }

    @Test
    void appendingToAClosedJournalDoesNotThrow() throws Exception {
        SqliteJournal journal = journal();
        journal.close();
        assertThatCode(() -> append(journal, 1)).doesNotThrowAnyException();
        assertThat(journal.isHealthy()).isFalse();
    }
}
