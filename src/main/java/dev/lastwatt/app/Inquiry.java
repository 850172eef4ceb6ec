package dev.lastwatt.app;

import dev.lastwatt.port.Journal;
import dev.lastwatt.port.SampleStore;

/** Looks into what a snapshot alone does not tell, when somebody asks. */
public final class Inquiry {

    private final Watching watching;
    private final SampleStore samples;
    private final UpsRecord upsRecord;

    /** Into that service. */
    public Inquiry(Watching watching, Journal journal, SampleStore samples) {
        this.watching = watching;
        this.samples = samples;
        this.upsRecord = new UpsRecord(journal);
    }

    /** Whether the battery suffices now, and everything about it. */
    public BudgetInquiry budget() {
        Snapshot now = watching.snapshot();
        return BudgetInquiry.of(now, samples.all(), upsRecord.against(now.remaining()));
    }
}
