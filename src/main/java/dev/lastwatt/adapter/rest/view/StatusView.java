package dev.lastwatt.adapter.rest.view;

import dev.lastwatt.app.DrillProgress;
import dev.lastwatt.app.Installation;
import dev.lastwatt.app.Snapshot;
import dev.lastwatt.core.plan.Budget;
import dev.lastwatt.core.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Everything at a glance. */
@Schema(name = "Status", description = "Everything at a glance.")
public record StatusView(
        @Schema(description = "When the service looked") Instant at,

        @Schema(
                description = "on line, riding through, holding, stopping, committed, off, or recovering",
                examples = "on line")
        String phase,

        @Schema(description = "The run under way") @Nullable String run,
        PowerView power,
        ArmingView arming,
        RemainingView remaining,

        @Schema(description = "Absent before the first plan") @Nullable BudgetLine budget,

        HypervisorView hypervisor,

        @Schema(description = "The drill that goes on, or the last one; absent if there was none since the start")
        @Nullable DrillLine drill,

        @Schema(description = "What an administrator should know, in plain words")
        List<String> alarms,

        ServiceView service) {

    /** The budget in a line. */
    @Schema(name = "BudgetLine", description = "The budget in a line.")
    public record BudgetLine(boolean fits, Duration margin, String summary) {}

    /** A drill in short. */
    @Schema(name = "Drill", description = "The drill that goes on, or the last one since the service runs.")
    public record DrillLine(
            boolean running,

            @Schema(description = "Where it stands, in a few words; empty if it is over")
            String standing,

            @Schema(description = "Whether everything that was ordered was done; of no meaning while it goes on")
            boolean succeeded,

            @Schema(description = "What has happened, oldest first, each with minutes and seconds since it began")
            List<String> lines) {

        static @Nullable DrillLine of(DrillProgress drill) {
            return drill.number() == 0
                    ? null
                    : new DrillLine(drill.running(), drill.standing(), drill.succeeded(), drill.lines());
        }
    }

    /** Whether the hypervisor answers. */
    @Schema(name = "Hypervisor", description = "Whether the hypervisor answers.")
    public record HypervisorView(
            boolean reachable,

            @Schema(description = "Since when it does not answer") @Nullable Instant lostSince,

            @Schema(description = "The host's name; absent before the first inventory") @Nullable String host) {}

    /** The service itself. */
    @Schema(name = "Service", description = "The service itself.")
    public record ServiceView(
            String version,
            @Schema(description = "Of the Java runtime") String java,
            String os,
            Instant startedAt,

            @Schema(description = "The present boot of the host")
            String bootId) {}

    /** The status in this snapshot. */
    public static StatusView of(Snapshot now, Installation installation) {
        return new StatusView(
                now.at(),
                now.state().phase().word(),
                now.state().running().map(run -> run.id().value()).orElse(null),
                PowerView.of(now.power()),
                ArmingView.of(now.arming()),
                RemainingView.of(now.remaining()),
                line(now.plan()),
                new HypervisorView(
                        now.hypervisorLostSince() == null,
                        now.hypervisorLostSince(),
                        now.inventory() == null ? null : now.inventory().hostName()),
                DrillLine.of(now.drill()),
                now.alarms(),
                new ServiceView(
                        installation.version(),
                        Runtime.version().toString(),
                        System.getProperty("os.name", "unknown"),
                        installation.startedAt(),
                        installation.bootId()));
    }

    private static @Nullable BudgetLine line(@Nullable Plan plan) {
        if (plan == null) {
            return null;
        }
        Budget budget = plan.budget();
        return new BudgetLine(budget.fits(), budget.margin(), BudgetView.summary(budget));
    }
}
