package dev.lastwatt.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.JournalEntry;
import dev.lastwatt.core.journal.Phase;
import dev.lastwatt.core.journal.RunId;
import dev.lastwatt.core.journal.RunOutcome;
import dev.lastwatt.port.Journal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every journal does. */
public abstract class JournalContract {

    private static final Instant START = Instant.parse("2026-11-22T17:03:12Z");
    private static final RunId FIRST = new RunId("20261122-170312");
    private static final RunId SECOND = new RunId("20261123-081500");

    /** An empty journal, closed by the one who made it. */
    protected abstract Journal journal() throws Exception;

    private static Fact noted(int minute) {
        return new Fact.Noted(START.plusSeconds(60L * minute), null, "note " + minute);
    }

    private static Fact began(RunId run) {
        return new Fact.RunBegan(START, run, "boot-1", START, "mains failed");
    }

    private static Fact ended(RunId run) {
        return new Fact.RunEnded(START, run, RunOutcome.CANCELLED, "mains returned");
    }

    @Test
    void placesCountUpFromOne() throws Exception {
        Journal journal = journal();
        assertThat(journal.append(noted(1))).isEqualTo(new JournalEntry(1, noted(1)));
        assertThat(journal.append(noted(2))).isEqualTo(new JournalEntry(2, noted(2)));
    }

    @Test
    void anEmptyJournalAnswersEverythingWithNothing() throws Exception {
        Journal journal = journal();
        assertThat(journal.after(0, 10)).isEmpty();
        assertThat(journal.ofRun(FIRST)).isEmpty();
        assertThat(journal.runs(10)).isEmpty();
        assertThat(journal.last(Fact.class)).isEmpty();
        assertThat(journal.isHealthy()).isTrue();
    }

    @Test
    void entriesAfterAPlaceComeOldestFirstAndNoMoreThanAskedFor() throws Exception {
        Journal journal = journal();
        List<JournalEntry> entries = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            entries.add(journal.append(noted(i)));
        }
        assertThat(journal.after(0, 10)).isEqualTo(entries);
        assertThat(journal.after(2, 2)).isEqualTo(entries.subList(2, 4));
        assertThat(journal.after(5, 10)).isEmpty();
        assertThat(journal.after(0, 0)).isEmpty();
    }

    @Test
    void aRunHasItsOwnFactsAndTheNotesThatNameIt() throws Exception {
        Journal journal = journal();
        JournalEntry began = journal.append(began(FIRST));
        journal.append(noted(1));
        JournalEntry note = journal.append(new Fact.Noted(START, FIRST, "slow"));
        journal.append(began(SECOND));
        JournalEntry ended = journal.append(ended(FIRST));
        assertThat(journal.ofRun(FIRST)).containsExactly(began, note, ended);
    }

    @Test
    void runsComeNewestFirstByTheirBeginning() throws Exception {
        Journal journal = journal();
        journal.append(began(FIRST));
        journal.append(began(SECOND));
        journal.append(ended(FIRST));
        assertThat(journal.runs(10)).containsExactly(SECOND, FIRST);
        assertThat(journal.runs(1)).containsExactly(SECOND);
        assertThat(journal.runs(0)).isEmpty();
    }

    @Test
    void theLastFactOfAKindIsFoundByRecordAndByInterface() throws Exception {
        Journal journal = journal();
        Fact entered = new Fact.PhaseEntered(START, FIRST, Phase.HOLDING, "on battery");
        journal.append(began(FIRST));
        journal.append(entered);
        journal.append(began(SECOND));
        journal.append(noted(1));
        assertThat(journal.last(Fact.PhaseEntered.class)).contains((Fact.PhaseEntered) entered);
        assertThat(journal.last(Fact.RunBegan.class)).contains((Fact.RunBegan) began(SECOND));
        assertThat(journal.last(Fact.OfRun.class)).contains((Fact.RunBegan) began(SECOND));
        assertThat(journal.last(Fact.class)).contains(noted(1));
        assertThat(journal.last(Fact.RunEnded.class)).isEmpty();
    }

    @Test
    void severalThreadsGetPlacesOfTheirOwnWithoutAGap() throws Exception {
        Journal journal = journal();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<JournalEntry>> appends = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                Fact fact = noted(i);
                appends.add(threads.submit(() -> journal.append(fact)));
            }
            List<JournalEntry> entries = new ArrayList<>();
            for (Future<JournalEntry> append : appends) {
                entries.add(append.get());
            }
            assertThat(entries.stream().map(JournalEntry::sequence))
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.rangeClosed(1, 40).boxed().toList());
            assertThat(journal.after(0, 100)).containsExactlyInAnyOrderElementsOf(entries);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void closingTwiceDoesNoHarm() throws Exception {
        Journal journal = journal();
        journal.append(noted(1));
        journal.close();
        journal.close();
    }
}
