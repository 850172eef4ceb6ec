package dev.lastwatt.adapter.rest.view;

import dev.lastwatt.app.Snapshot;
import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.guest.Volume;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The inventory. */
@Schema(name = "Guests", description = "Every guest of the host, running or not, with what the plan says about it.")
public record GuestsView(
        @Schema(description = "The host's name") String host,

        @Schema(description = "When the whole inventory was read; states may be newer")
        Instant takenAt,

        @Schema(description = "Since when the hypervisor does not answer; absent while it does") @Nullable Instant hypervisorLostSince,

        List<GuestView> guests,
        List<VolumeView> volumes) {

    /** A disk of the host. */
    @Schema(name = "Volume", description = "A disk volume of the host that saved states are written to.")
    public record VolumeView(
            String name,

            @Schema(description = "Absent where unknown") @Nullable Long freeBytes) {

        private static VolumeView of(Volume volume) {
            return new VolumeView(volume.name(), volume.freeBytes() < 0 ? null : volume.freeBytes());
        }
    }

    /** The guests in this snapshot. */
    public static GuestsView of(Inventory inventory, Snapshot now) {
        return new GuestsView(
                inventory.hostName(),
                inventory.takenAt(),
                now.hypervisorLostSince(),
                inventory.guests().stream()
                        .map(g -> GuestView.of(g, inventory, now))
                        .toList(),
                inventory.volumes().stream().map(VolumeView::of).toList());
    }
}
