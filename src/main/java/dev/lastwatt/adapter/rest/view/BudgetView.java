package dev.lastwatt.adapter.rest.view;

import dev.lastwatt.core.plan.Budget;
import dev.lastwatt.core.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The arithmetic in full. */
@Schema(
        name = "Budget",
        description = "The plan's arithmetic against the remaining runtime: needed = guests + host + reserve and"
                + " margin = available - needed.")
public record BudgetView(
        @Schema(description = "When the plan was made") Instant madeAt,

        @Schema(
                description =
                        "From the first stop until the last guest is down, or until other servers on the UPS have had their time")
        Duration guests,

        @Schema(description = "What of guests is commands before the stops of the deciding chain, at most")
        Duration preStops,

        @Schema(description = "The host's own shutdown") Duration host,

        @Schema(description = "What is left in the battery on purpose")
        Duration reserve,

        @Schema(description = "guests + host + reserve") Duration needed,

        @Schema(
                description =
                        "What the battery lasts longer because guests that are down use nothing, as the plan has it")
        Duration loadCredit,

        @Schema(
                description =
                        "The lower bound of the remaining runtime and the credit, less what must pass before the first stop may begin")
        Duration available,

        @Schema(description = "available - needed; negative where the battery does not suffice")
        Duration margin,

        @Schema(description = "Whether the margin is not negative")
        boolean fits,

        @Schema(description = "The guests on the chain that decides how long the guests take, the first to stop first")
        List<String> breaks,

        @Schema(description = "The same in a sentence") String summary,
        RemainingView remaining,
        WithoutUsView withoutUs) {

    /** The budget of this plan. */
    public static BudgetView of(Plan plan) {
        Budget budget = plan.budget();
        return new BudgetView(
                plan.madeAt(),
                budget.guests(),
                budget.preStops(),
                budget.host(),
                budget.reserve(),
                budget.needed(),
                budget.loadCredit(),
                budget.available(),
                budget.margin(),
                budget.fits(),
                budget.breaks(),
                summary(budget),
                RemainingView.of(plan.remaining()),
                WithoutUsView.of(plan.withoutUs()));
    }

    static String summary(Budget budget) {
        long margin = budget.margin().abs().toSeconds();
        String chain = budget.breaks().isEmpty() ? "" : "; decided by " + String.join(", ", budget.breaks());
        chain += budget.tied().isEmpty() ? "" : ", and as long: " + String.join(", ", budget.tied());
        return (budget.fits() ? "fits with " + margin + " s over" : "does not fit: " + margin + " s short") + " ("
                + budget.needed().toSeconds() + " s needed, "
                + budget.available().toSeconds() + " s available)" + chain;
    }
}
