package dev.lastwatt.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastwatt.core.journal.JournalEntry;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KilledProcessTest {

    private final Path folder;

    KilledProcessTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 37, 200})
    void aKilledServiceLosesNoFactWhoseAppendHadReturned(int killedAfter) throws Exception {
        long returned = appendUntilKilled(killedAfter);
        assertThat(returned).isGreaterThanOrEqualTo(killedAfter);
        try (SqliteStore store = SqliteStore.open(folder.resolve("lastwatt.db"));
                SqliteJournal journal = SqliteJournal.open(store, folder.resolve("fallback.jsonl"))) {
            List<JournalEntry> entries = journal.after(0, Integer.MAX_VALUE);
            // One more may have been written when the process was killed before it could say so.
            assertThat(entries.stream().map(JournalEntry::sequence))
                    .startsWith(LongStream.rangeClosed(1, returned).boxed().toArray(Long[]::new))
                    .hasSizeBetween((int) returned, (int) returned + 1);
        }
    }

    private long appendUntilKilled(int killedAfter) throws Exception {
        Process process = ChildJvm.start(AppendingProcess.class, folder.toString());
        long last = 0;
        try (BufferedReader lines = ChildJvm.lines(process)) {
            String line = lines.readLine();
            while (line != null) {
                last = Long.parseLong(line);
                if (last == killedAfter) {
                    // By its handle, which leaves what it has said to be read.
                    process.toHandle().destroyForcibly();
                }
                line = lines.readLine();
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return last;
    }
}
