package dev.lastwatt.app;

import dev.lastwatt.core.plan.Plan;
import dev.lastwatt.core.power.BatteryHealth;
import dev.lastwatt.core.power.RemainingRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the battery, full, is worth in an outage by what is known of it.
 *
 * @param health the share of a new one that it holds
 * @param lower it lasts at least that long, at the confidence of the policy
 * @param likely the middle estimate
 * @param service how long after the failure the first guest would be stopped; null without a plan that fits
 */
record BatteryWorth(
        BatteryHealth health,
        Duration lower,
        Duration likely,
        @Nullable Duration service) {

    static BatteryWorth of(BatteryHealth health, RemainingRuntime full, @Nullable Plan plan) {
        return new BatteryWorth(
                health,
                full.lowerBound(),
                full.likely(),
                plan == null || !plan.budget().fits() ? null : plan.timeout());
    }

    /** What has become of it, in lines. */
    List<String> comparedTo(BatteryWorth before, double confidence) {
        List<String> lines = new ArrayList<>();
        String sure = String.format(Locale.ROOT, "%.3g %%", 100 * confidence);
        lines.add(String.format(
                Locale.ROOT,
                "health: %.0f %% of a new battery (at least %.0f %%) before, %.0f %% (at least %.0f %%) now",
                100 * before.health.middle(),
                100 * before.health.low(),
                100 * health.middle(),
                100 * health.low()));
        lines.add("runtime at full charge and this load, at " + sure + ": " + DrillLines.words(before.lower)
                + " before, " + DrillLines.words(lower) + " now");
        Duration was = before.service;
        Duration is = service;
        if (was == null || is == null) {
            lines.add("first stop of a guest: "
                    + (was == null ? "no plan did fit before" : DrillLines.words(was) + " after a failure before")
                    + (is == null ? ", none fits now" : ", " + DrillLines.words(is) + " now"));
            return lines;
        }
        long points = Math.round(100.0 * (is.toMillis() - was.toMillis()) / Math.max(1, likely.toMillis()));
        lines.add("first stop of a guest: " + DrillLines.words(was) + " after a failure before, " + DrillLines.words(is)
                + " now: "
                + (points >= 0
                        ? "+" + points + " points of service at the same risk"
                        : points + " points of service, which were a risk that nobody saw"));
        return lines;
    }
}
