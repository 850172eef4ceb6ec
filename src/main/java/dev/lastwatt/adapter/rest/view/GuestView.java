package dev.lastwatt.adapter.rest.view;

import dev.lastwatt.app.Snapshot;
import dev.lastwatt.core.guest.Dependency;
import dev.lastwatt.core.guest.Guest;
import dev.lastwatt.core.guest.GuestId;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.plan.LeftAlone;
import dev.lastwatt.core.plan.Plan;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One guest. */
@Schema(name = "Guest", description = "A virtual machine. Its id is its identity; names are for people and not unique.")
public record GuestView(
        @Schema(description = "Hyper-V's GUID") String id,
        String name,

        @Schema(description = "Hyper-V's VMState as a lower-case word", examples = "running")
        String state,

        @Schema(description = "Assigned now, or what it starts with")
        long memoryBytes,

        @Schema(description = "Where a saved state would be written to")
        String volume,

        @Schema(description = "ok, degraded, disabled, no-contact, lost or unknown")
        String shutdownService,

        @Schema(description = "ok, none or unknown") String heartbeat,

        @Schema(description = "A failover cluster decides over it")
        boolean clustered,

        @Schema(description = "A replica of a guest elsewhere")
        boolean replica,

        @Schema(description = "Another operation that is under way") @Nullable String busyWith,

        @Schema(description = "Why a saved state is impossible") @Nullable String cannotSave,

        @Schema(description = "Hyper-V's automatic stop action")
        String stopAction,

        @Schema(description = "Hyper-V's automatic start action")
        String startAction,

        Duration startDelay,

        @Schema(description = "Further words found out about it")
        List<String> traits,

        List<DependsOnView> dependsOn,

        @Schema(description = "Absent if it is down, or left alone") @Nullable PlannedStopView plan,

        @Schema(description = "Why the plan leaves it to the host's own shutdown") @Nullable String leftAlone) {

    /** Another guest that it needs. */
    @Schema(name = "DependsOn", description = "Another guest that this one needs: this one is down before it stops.")
    public record DependsOnView(
            String id,
            String name,

            @Schema(description = "hard: never broken; soft: broken rather than lose both")
            String kind) {

        private static DependsOnView of(Dependency dependency, Inventory inventory) {
            return new DependsOnView(
                    dependency.on().toString(),
                    inventory.guest(dependency.on()).map(Guest::name).orElse("unknown"),
                    Words.of(dependency.kind()));
        }
    }

    static GuestView of(Guest guest, Inventory inventory, Snapshot now) {
        Plan plan = now.plan();
        return new GuestView(
                guest.id().toString(),
                guest.name(),
                Words.of(guest.state()),
                guest.memoryBytes(),
                guest.volume(),
                Words.of(guest.shutdownService()),
                Words.of(guest.heartbeat()),
                guest.clustered(),
                guest.replica(),
                guest.busyWith(),
                guest.cannotSave(),
                guest.stopAction(),
                guest.startAction(),
                Duration.ofSeconds(guest.startDelaySeconds()),
                guest.traits().stream().sorted().toList(),
                now.graph().serversOf(guest.id()).stream()
                        .map(d -> DependsOnView.of(d, inventory))
                        .toList(),
                plan == null
                        ? null
                        : plan.stop(guest.id()).map(PlannedStopView::of).orElse(null),
                plan == null ? null : leftAlone(plan, guest.id()));
    }

    private static @Nullable String leftAlone(Plan plan, GuestId guest) {
        return plan.left().stream()
                .filter(l -> l.guest().equals(guest))
                .map(LeftAlone::why)
                .findFirst()
                .orElse(null);
    }
}
