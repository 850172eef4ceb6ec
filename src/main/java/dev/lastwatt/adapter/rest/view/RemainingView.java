package dev.lastwatt.adapter.rest.view;

import dev.lastwatt.core.power.RemainingRuntime;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How long the battery lasts. */
@Schema(name = "RemainingRuntime", description = "How long the battery lasts at the present load.")
public record RemainingView(
        @Schema(description = "What is planned with: it lasts at least that long, at the stated confidence")
        Duration lowerBound,

        @Schema(description = "The middle estimate") Duration likely,

        @Schema(description = "What the device itself says; absent where it says nothing usable") @Nullable Duration reported,

        @Schema(description = "Of the lower bound, 0 to 1") double confidence,

        @Schema(description = "The bound explained in a sentence")
        String because) {

    static RemainingView of(RemainingRuntime remaining) {
        return new RemainingView(
                remaining.lowerBound(),
                remaining.likely(),
                remaining.reported(),
                remaining.confidence(),
                remaining.because());
    }
}
