package dev.lastwatt.fake;

import dev.lastwatt.contract.JournalContract;
import dev.lastwatt.port.Journal;

class MemoryJournalTest extends JournalContract {

    @Override
    protected Journal journal() {
        return new MemoryJournal();
    }
}
