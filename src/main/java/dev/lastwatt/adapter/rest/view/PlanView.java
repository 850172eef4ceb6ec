package dev.lastwatt.adapter.rest.view;

import dev.lastwatt.core.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The whole plan. */
@Schema(
        name = "Plan",
        description =
                "For the readings of one moment: each guest's method and latest safe start, the host's own, and the"
                        + " commit point. On the mains: what would be done if they failed now.")
public record PlanView(
        Instant madeAt,

        @Schema(description = "When the mains failed, or would")
        Instant powerFailedAt,

        @Schema(description = "When the first stop must begin at the latest")
        Instant firstStart,

        @Schema(description = "The same, counted from the failure of the mains")
        Duration timeout,

        @Schema(description = "By when every guest is down and the host begins its own shutdown: no way back after it")
        Instant commitPoint,

        @Schema(description = "When the host is off at the latest")
        Instant hostOff,

        @Schema(description = "When the host's shutdown begins even if a guest is not down")
        Instant hardLimit,

        @Schema(description = "When the battery is empty, by the lower bound")
        Instant emptyAt,

        @Schema(description = "Every guest to be stopped, the first to stop first")
        List<PlannedStopView> stops,

        @Schema(description = "Running guests that are left to the host's own shutdown")
        List<LeftAloneView> left,

        BudgetView budget,

        @Schema(description = "What an administrator should know")
        List<String> notes) {

    /** A running guest that the plan does not stop. */
    @Schema(name = "LeftAlone", description = "A running guest that the plan does not stop.")
    public record LeftAloneView(String guest, String name, String why) {}

    /** The JSON of this plan. */
    public static PlanView of(Plan plan) {
        return new PlanView(
                plan.madeAt(),
                plan.powerFailedAt(),
                plan.firstStart(),
                plan.timeout(),
                plan.commitPoint(),
                plan.hostOff(),
                plan.hardLimit(),
                plan.emptyAt(),
                plan.stops().stream().map(PlannedStopView::of).toList(),
                plan.left().stream()
                        .map(l -> new LeftAloneView(l.guest().toString(), l.name(), l.why()))
                        .toList(),
                BudgetView.of(plan),
                plan.notes());
    }
}
