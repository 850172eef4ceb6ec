package dev.lastwatt.app;

import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.JournalEntry;
import dev.lastwatt.core.journal.RunId;
import dev.lastwatt.core.outage.OutageState;
import dev.lastwatt.core.outage.Replay;
import dev.lastwatt.core.power.PowerWatch;
import dev.lastwatt.port.Journal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where the service goes on after a start.
 *
 * @param state the outage as the journal left it
 * @param watch the power as it was when the service ended, to be believed until the first reading
 */
record Resumption(OutageState state, PowerWatch watch) {

    static Resumption from(Journal journal, String bootId, Instant now) {
        List<RunId> latest = journal.runs(1);
        List<JournalEntry> entries = latest.isEmpty() ? List.of() : journal.ofRun(latest.get(0));
        Replay.Found found = Replay.of(entries, bootId, now);
        found.facts().forEach(journal::append);
        Optional<Instant> failedAt = journal.last(Fact.PowerChanged.class)
                .filter(f -> f.bootId().equals(bootId))
                .flatMap(f -> Optional.ofNullable(f.onBatterySince()));
        return new Resumption(found.state(), failedAt.map(PowerWatch::resume).orElseGet(() -> PowerWatch.begin(now)));
    }
}
