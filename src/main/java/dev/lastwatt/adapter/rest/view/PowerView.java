package dev.lastwatt.adapter.rest.view;

import dev.lastwatt.core.power.PowerState;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The power state. */
@Schema(name = "Power", description = "What the readings amount to, after plausibility, hold times and staleness.")
public record PowerView(
        @Schema(
                description =
                        "on line, on battery, low battery, forced shutdown, or unknown (with what was last known)",
                examples = "on battery")
        String state,

        Instant since,

        @Schema(description = "When the mains failed; absent while they feed the load") @Nullable Instant onBatterySince) {

    static PowerView of(PowerState power) {
        return new PowerView(power.word(), power.since(), power.onBatterySince().orElse(null));
    }
}
