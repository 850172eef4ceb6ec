package dev.lastwatt.adapter.rest.view;

import dev.lastwatt.core.plan.PlannedStop;
import dev.lastwatt.core.policy.PreStop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the plan says about one guest. */
@Schema(name = "PlannedStop", description = "What the plan says about one guest.")
public record PlannedStopView(
        @Schema(description = "The guest's GUID") String guest,
        String name,
        @Schema(description = "save, shutdown or turn-off") String method,

        @Schema(description = "When its stop must begin at the latest")
        Instant latestStart,

        @Schema(
                description =
                        "The same, counted from the failure of the mains: its TIMEOUT. Negative where that time has passed")
        Duration timeout,

        @Schema(description = "When it is down by the median, if it begins at its latest start")
        Instant expectedEnd,

        @Schema(description = "When it is down by the upper quantile")
        Instant worstEnd,

        @Schema(description = "What is left until its latest start; negative where it is too late")
        Duration slack,

        StopTimeView stopTime,
        @Schema(description = "Why this method") String why,

        @Schema(description = "When it was asked to stop; absent if it was not yet") @Nullable Instant requestedAt,

        @Schema(
                description =
                        "The guest, or the limit, that keeps it from stopping later; absent if only the battery does")
        @Nullable String waitsFor,

        @Schema(description = "What is run before the guest is asked; absent if nothing is, and once it was") @Nullable PreStopView preStop,

        @Schema(description = "The other methods that are possible, the preferred one first")
        List<AlternativeView> alternatives) {

    /** What is run before the stop. */
    @Schema(name = "PreStop", description = "The command that the policy has run before the guest is asked to stop.")
    public record PreStopView(
            @Schema(description = "Its id; what it does stands in the host's own configuration")
            String command,

            @Schema(description = "How long it may take; part of stopTime")
            Duration within,

            @Schema(description = "Whether it is run") boolean run,

            @Schema(description = "Why it is not; absent if it is") @Nullable String why) {

        static @Nullable PreStopView of(PlannedStop stop) {
            PreStop before = stop.preStop();
            return before == null
                    ? null
                    : new PreStopView(
                            before.command(),
                            before.within(),
                            before.isRun(),
                            before.isRun() ? null : before.leftOut(stop.name()));
        }
    }

    /** How long the stop takes. */
    @Schema(name = "StopTime", description = "How long the stop is expected to take.")
    public record StopTimeView(
            Duration median,

            @Schema(description = "Nearly all stops are over by then")
            Duration upper,

            @Schema(description = "How many measured stops the figures rest on")
            int samples,

            String because) {}

    /** Another way to stop it. */
    @Schema(name = "Alternative", description = "Another way to stop the guest, and how long it takes at worst.")
    public record AlternativeView(String method, Duration upper) {}

    static PlannedStopView of(PlannedStop stop) {
        return new PlannedStopView(
                stop.guest().toString(),
                stop.name(),
                stop.method().word(),
                stop.latestStart(),
                stop.timeout(),
                stop.expectedEnd(),
                stop.worstEnd(),
                stop.slack(),
                new StopTimeView(
                        stop.time().median(),
                        stop.time().upper(),
                        stop.time().samples(),
                        stop.time().because()),
                stop.why(),
                stop.requestedAt(),
                stop.waitsFor(),
                PreStopView.of(stop),
                stop.alternatives().stream()
                        .map(a -> new AlternativeView(a.method().word(), a.upper()))
                        .toList());
    }
}
