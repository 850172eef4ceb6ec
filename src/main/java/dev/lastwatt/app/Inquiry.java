package dev.lastwatt.app;

import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.plan.Plan;
import dev.lastwatt.port.Journal;
import dev.lastwatt.port.SampleStore;
import java.util.List;

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

    /** Plays an outage that begins now on what the model expects, without touching anything; empty before the first inventory. */
    public List<Rehearsal.Moment> rehearse() {
        Snapshot now = watching.snapshot();
        Plan plan = now.plan();
        Inventory known = now.inventory();
        return plan == null || known == null
                ? List.of()
                : Rehearsal.of(
                        now.at(),
                        now.remaining(),
                        known,
                        now.graph(),
                        now.policy(),
                        plan.request().times());
    }

    /** Whether the battery suffices now, and everything about it. */
    public BudgetInquiry budget() {
        Snapshot now = watching.snapshot();
        return BudgetInquiry.of(now, samples.all(), upsRecord.against(now.remaining()));
    }
}
