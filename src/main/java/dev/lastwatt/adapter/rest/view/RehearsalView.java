package dev.lastwatt.adapter.rest.view;

import dev.lastwatt.app.Rehearsal;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a run would do. */
@Schema(
        name = "Rehearsal",
        description =
                "What a run would do if the mains failed now, on guests that take just the median time and a battery that"
                        + " lasts just its lower bound. Nothing was touched.")
public record RehearsalView(List<Moment> moments) {

    /** Something that would happen. */
    @Schema(name = "Moment", description = "Something that would happen.")
    public record Moment(
            @Schema(description = "Since the failure of the mains")
            Duration after,

            String what) {}

    /** Of these moments. */
    public static RehearsalView of(List<Rehearsal.Moment> moments) {
        return new RehearsalView(
                moments.stream().map(m -> new Moment(m.after(), m.what())).toList());
    }
}
