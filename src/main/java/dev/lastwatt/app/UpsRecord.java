package dev.lastwatt.app;

import dev.lastwatt.core.journal.Fact;
import dev.lastwatt.core.journal.JournalEntry;
import dev.lastwatt.core.journal.RunId;
import dev.lastwatt.core.journal.RunOutcome;
import dev.lastwatt.core.power.RemainingRuntime;
import dev.lastwatt.port.Journal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * What the journal tells of a UPS whose runtime was wrong before: the host lost its power in the middle of a run, or low battery was
 * announced long before the end that is promised now. Reads each entry once.
 */
public final class UpsRecord {

    private static final int PAGE = 1000;
    private static final int TOLD = 5;

    /** A unit announces low battery that long before its end, as most are set; what comes earlier still was not expected. */
    private static final Duration USUAL_WARNING = Duration.ofMinutes(5);

    private final Journal journal;
    private final List<RunId> cutShort = new ArrayList<>();
    private final List<Low> lows = new ArrayList<>();
    private long read;

    /** Low battery, announced that long after the failure. */
    private record Low(Instant failedAt, Duration after) {}

    /** Of that journal. */
    public UpsRecord(Journal journal) {
        this.journal = journal;
    }

    /** What speaks against the runtime that is promised now, in words, the latest first. */
    public synchronized List<String> against(RemainingRuntime now) {
        readOn();
        List<String> out = new ArrayList<>();
        for (int i = cutShort.size() - 1; i >= 0; i--) {
            out.add("the power was gone before the host was down in run " + cutShort.get(i));
        }
        for (int i = lows.size() - 1; i >= 0; i--) {
            Low low = lows.get(i);
            if (low.after.plus(USUAL_WARNING).compareTo(now.lowerBound()) < 0) {
                out.add("low battery " + low.after.toSeconds() + " s after the failure of the mains of "
                        + low.failedAt.truncatedTo(ChronoUnit.SECONDS)
                        + ", though at least " + now.lowerBound().toSeconds() + " s are expected now");
            }
        }
        return out.stream().limit(TOLD).toList();
    }

    private void readOn() {
        List<JournalEntry> entries;
        do {
            entries = journal.after(read, PAGE);
            for (JournalEntry entry : entries) {
                read = Math.max(read, entry.sequence());
                take(entry.fact());
            }
        } while (entries.size() == PAGE);
    }

    private void take(Fact fact) {
        if (fact instanceof Fact.RunEnded ended && ended.outcome() == RunOutcome.CUT_SHORT) {
            cutShort.add(ended.run());
        } else if (fact instanceof Fact.PowerChanged power) {
            Instant failedAt = power.onBatterySince();
            if (failedAt != null && power.state().equals("low battery")) {
                lows.add(new Low(failedAt, Duration.between(failedAt, power.at())));
            }
        }
    }
}
