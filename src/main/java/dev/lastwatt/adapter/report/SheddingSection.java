package dev.lastwatt.adapter.report;

import dev.lastwatt.adapter.report.Section.Head;
import dev.lastwatt.app.BudgetInquiry;
import dev.lastwatt.core.plan.Plan;
import dev.lastwatt.core.plan.Shedding;
import java.util.List;

/** The tiers that the policy lets be stopped early, and what each buys. */
final class SheddingSection {

    private SheddingSection() {}

    static Section of(BudgetInquiry inquiry) {
        Plan plan = inquiry.snapshot().plan();
        if (plan == null) {
            return Section.ofLines("Shed early", List.of());
        }
        List<Shedding> tiers = plan.shedding();
        return new Section(
                "Shed early",
                tiers.isEmpty() ? "" : "So many minutes each tier adds to the time that the other guests run.",
                List.of(Head.text("tier", 30), Head.figure("at"), Head.figure("buys"), Head.text("guests", 60)),
                tiers.stream().map(t -> row(t, plan)).toList(),
                tiers.stream()
                        .flatMap(t -> t.held().stream())
                        .map(Legible::sentence)
                        .distinct()
                        .toList());
    }

    private static List<String> row(Shedding tier, Plan plan) {
        String whyNot = tier.whyNot();
        return List.of(
                Legible.of(tier.tier()),
                Spans.clock(Marks.after(plan, tier.at())),
                Spans.words(tier.buys()),
                whyNot == null
                        ? Legible.of(String.join(", ", tier.guests()))
                        : "not shed: " + Legible.sentence(whyNot));
    }
}
