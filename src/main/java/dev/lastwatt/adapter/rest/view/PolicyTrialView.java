package dev.lastwatt.adapter.rest.view;

import dev.lastwatt.app.PolicyTrial;
import dev.lastwatt.core.plan.Budget;
import dev.lastwatt.core.plan.Plan;
import dev.lastwatt.core.plan.PlannedStop;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What another policy would mean. */
@Schema(name = "PolicyTrial", description = "What another policy means, beside the one that was in force.")
public record PolicyTrialView(
        @Schema(description = "What is different in the documents, a line for each field")
        List<String> changes,

        @Schema(description = "What is questionable about it: a pattern that names no guest, a circle of dependencies")
        List<String> warnings,

        @Schema(description = "Why it is put in force only with accept-risk=true; absent if that is not needed")
        @Nullable String risk,

        @Schema(description = "Absent while the guests are not known") @Nullable Sums before,

        @Nullable Sums after,

        @Schema(description = "The guests that are stopped otherwise than before")
        List<GuestChange> guests) {

    /** The budget in short. */
    @Schema(name = "Sums", description = "The budget for a failure of the mains at this moment, in short.")
    public record Sums(Duration needed, Duration available, Duration margin, boolean fits, String summary) {

        static @Nullable Sums of(@Nullable Plan plan) {
            if (plan == null) {
                return null;
            }
            Budget budget = plan.budget();
            return new Sums(
                    budget.needed(), budget.available(), budget.margin(), budget.fits(), BudgetView.summary(budget));
        }
    }

    /** One guest before and after. */
    @Schema(name = "GuestChange", description = "How one guest is stopped, before and after.")
    public record GuestChange(
            String guest,

            @Schema(description = "Absent if it was left alone") @Nullable Stop before,

            @Schema(description = "Absent if it is left alone") @Nullable Stop after) {}

    /** How it is stopped. */
    @Schema(name = "Stop", description = "By which method, and when at the latest after the failure of the mains.")
    public record Stop(String method, Duration timeout) {

        static @Nullable Stop of(@Nullable PlannedStop stop) {
            return stop == null
                    ? null
                    : new Stop(
                            stop.method().word(),
                            Duration.ofSeconds(stop.timeout().toSeconds()));
        }
    }

    /** Of this trial. */
    public static PolicyTrialView of(PolicyTrial trial) {
        return new PolicyTrialView(
                trial.differences(),
                trial.warnings(),
                trial.risk(),
                Sums.of(trial.before()),
                Sums.of(trial.after()),
                guests(trial.before(), trial.after()));
    }

    private static List<GuestChange> guests(@Nullable Plan before, @Nullable Plan after) {
        if (before == null || after == null) {
            return List.of();
        }
        Map<String, GuestChange> changes = new LinkedHashMap<>();
        after.stops()
                .forEach(s -> changes.put(
                        s.name(),
                        new GuestChange(s.name(), Stop.of(before.stop(s.guest()).orElse(null)), Stop.of(s))));
        before.stops().forEach(s -> changes.putIfAbsent(s.name(), new GuestChange(s.name(), Stop.of(s), null)));
        return changes.values().stream()
                .filter(c -> !Objects.equals(c.before(), c.after()))
                .toList();
    }
}
