package dev.lastwatt.adapter.store;

import dev.lastwatt.contract.JournalContract;
import dev.lastwatt.port.Journal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteJournalContractTest extends JournalContract {

    private final Path folder;

    SqliteJournalContractTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private final List<AutoCloseable> open = new ArrayList<>();

    @Override
    protected Journal journal() {
        SqliteStore store = SqliteStore.open(folder.resolve("lastwatt.db"));
        SqliteJournal journal = SqliteJournal.open(store, folder.resolve("fallback.jsonl"));
        open.add(store);
        open.add(journal);
        return journal;
    }

    @AfterEach
    void close() throws Exception {
        Collections.reverse(open);
        for (AutoCloseable each : open) {
            each.close();
        }
    }
}
