package dev.lastwatt.adapter.store;

import dev.lastwatt.core.journal.Fact;
import java.nio.file.Path;
import java.time.Instant;

/** Appends without end and says each place once its append has returned; made to be killed. */
final class AppendingProcess {

    private AppendingProcess() {}

    public static void main(String[] args) {
        Path folder = Path.of(args[0]);
        SqliteStore store = SqliteStore.open(folder.resolve("lastwatt.db"));
        SqliteJournal journal = SqliteJournal.open(store, folder.resolve("fallback.jsonl"));
        while (true) {
            long sequence = journal.append(new Fact.Noted(Instant.EPOCH, null, "appended by a process to be killed"))
                    .sequence();
            System.out.println(sequence);
            System.out.flush();
        }
    }
}
