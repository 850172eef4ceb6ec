package dev.lastwatt.adapter.rest.view;

import dev.lastwatt.app.Arming;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Whether the service would act. */
@Schema(name = "Arming", description = "Whether the service would act.")
public record ArmingView(
        @Schema(
                description = "armed, observing, or blocked: armed, but something is in the way",
                examples = "observing")
        String state,

        @Schema(description = "When a disarming ends by itself") @Nullable Instant until,

        @Schema(description = "What is in the way of acting, each with its fix. Also given while it is not armed")
        List<String> blockedBy) {

    /** Of this state. */
    public static ArmingView of(Arming arming) {
        return new ArmingView(arming.word(), arming.until(), arming.blockedBy());
    }
}
