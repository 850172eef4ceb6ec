package dev.lastwatt.app;

import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.plan.Plan;
import dev.lastwatt.core.plan.PlanRequest;
import dev.lastwatt.core.plan.PlannedStop;
import dev.lastwatt.core.plan.Planner;
import dev.lastwatt.core.plan.StockFigures;
import dev.lastwatt.core.plan.Suggestion;
import dev.lastwatt.core.plan.WhatHelps;
import dev.lastwatt.core.power.BatteryAgeing;
import dev.lastwatt.core.power.Reading;
import dev.lastwatt.core.stoptime.StopSample;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the budget report says beyond the snapshot. Costs some dozens of plans: made when somebody asks.
 *
 * @param snapshot what it is about
 * @param doubts why the answer cannot be known; empty if it can
 * @param aged the plan on the same battery a year older, null without a plan
 * @param helps what would help, the largest gain first
 * @param stock figures for the other servers on the UPS, null without a plan
 * @param lastMeasured when a stop of each guest, by the method that is planned, was last measured
 * @param upsWasWrong when the UPS was wrong before, in words
 */
public record BudgetInquiry(
        Snapshot snapshot,
        List<String> doubts,
        @Nullable Plan aged,
        List<Suggestion> helps,
        @Nullable StockFigures stock,
        Map<GuestId, Instant> lastMeasured,
        List<String> upsWasWrong) {

    /** Copies the collections. */
    public BudgetInquiry {
        doubts = List.copyOf(doubts);
        helps = List.copyOf(helps);
        lastMeasured = Map.copyOf(lastMeasured);
        upsWasWrong = List.copyOf(upsWasWrong);
    }

    /** What a snapshot alone tells. */
    public static BudgetInquiry of(Snapshot snapshot) {
        return of(snapshot, List.of(), List.of());
    }

    /**
     * Looks into it.
     *
     * @param samples every measured stop
     * @param upsWasWrong when the UPS was wrong before, in words
     */
    public static BudgetInquiry of(Snapshot snapshot, List<StopSample> samples, List<String> upsWasWrong) {
        Plan plan = snapshot.plan();
        Reading reading = snapshot.reading();
        return new BudgetInquiry(
                snapshot,
                Doubts.of(snapshot),
                plan == null ? null : aged(plan.request()),
                plan == null ? List.of() : WhatHelps.with(plan),
                plan == null ? null : StockFigures.of(plan, reading == null ? null : reading.chargePercent()),
                plan == null ? Map.of() : lastMeasured(plan, samples),
                upsWasWrong);
    }

    /** Whether the battery suffices, and that is known. */
    public boolean suffices() {
        Plan plan = snapshot.plan();
        return doubts.isEmpty() && plan != null && plan.budget().fits();
    }

    private static Plan aged(PlanRequest now) {
        return Planner.plan(new PlanRequest(
                now.now(),
                now.powerFailedAt(),
                now.earliestStart(),
                BatteryAgeing.anotherYear(now.remaining()),
                now.inventory(),
                now.graph(),
                now.policy(),
                now.times(),
                now.inFlight(),
                now.loadWatts()));
    }

    private static Map<GuestId, Instant> lastMeasured(Plan plan, List<StopSample> samples) {
        Map<GuestId, Instant> last = new HashMap<>();
        for (StopSample sample : samples) {
            boolean counts = !sample.censored()
                    && plan.stop(sample.guest())
                            .map(PlannedStop::method)
                            .filter(sample.method()::equals)
                            .isPresent();
            if (counts) {
                last.merge(sample.guest(), sample.at(), (a, b) -> a.isAfter(b) ? a : b);
            }
        }
        return last;
    }
}
